import { code, exampleOrigin } from '../code.ts';
import { html } from '../html.ts';
import type { Chapter } from './chapter.ts';

const example = `import { createClient } from 'holdline/client';

const client = createClient({ url: '${exampleOrigin}', token: process.env.TOKEN });
const over = new AbortController();
await client.api.join(uri, over.signal);
await client.follow(uri, (event) => {
  if (event.type === 'message.created' && event.data.message === 'ping')
    client.say(uri, 'pong').catch(console.error);
}, {
  signal: over.signal,
  onFresh: () => console.log('following; read the history now'),
});`;

export const client: Chapter = {
  id: 'client',
  title: 'The client for programs',
  body: html`
<p>What the page of this server polls and sends with, as one file without dependencies, for Node 20 and later, Deno, Bun or a worker: it comes with the source, by <code>npm run build</code>, as <code>.build/client/holdline.js</code>.</p>
${code(example, { name: 'The client for programs' })}
<ul>
<li><code>follow</code> calls back for each event, once and in order, over cut lines, proxies and restarts, until its signal ends it; with <code>null</code> for all of one’s chats.</li>
<li><code>onFresh</code> says that events may have been passed over: at the beginning, or after weeks away. Read anew what you know.</li>
<li><code>say</code> is stored once, however often the line breaks, and in the order in which it was said. It waits in memory.</li>
<li>A refusal is a <code>RequestFailure</code> with its <code>status</code> and <code>code</code>. <code>ask</code> asks any other call.</li>
</ul>
<p>In another language, make one of <a href="/api/schema/">the schema</a>: it has types for all that is sent and answered. Of the two calls for events it names the streams too, each with its pieces (<code>x-itemSchema</code>, which OpenAPI 3.2 calls <code>itemSchema</code>); so tell a typed client that you read JSON, as openapi-fetch with <code>createClient&lt;paths, 'application/json'&gt;</code>.</p>`,
};
