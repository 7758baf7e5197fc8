import { code, exampleOrigin } from '../code.ts';
import { html } from '../html.ts';
import type { Chapter } from './chapter.ts';

const pong = `const { TOKEN, CHAT } = process.env;
const chat = '/api/chats/' + CHAT + '/';
const ask = async (path, method = 'GET', body) => {
  const answer = await fetch('${exampleOrigin}' + path, {
    method,
    headers: {
      Authorization: 'JWT ' + TOKEN,
      'Content-Type': 'application/json',
    },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(answer.status + ' ' + (await answer.text()));
  return answer.json();
};

const me = await ask('/auth/me/');
await ask(chat, 'PATCH', {});
let { cursor } = await ask(chat + 'events/');
for (;;) {
  const page = await ask(chat + 'events/?wait=25&cursor=' + cursor);
  for (const { type, id, data } of page.events) {
    const isPing = type === 'message.created' && data.message === 'ping';
    if (!isPing || data.user.id === me.id) continue;
    const pong = { message: 'pong', client_id: 'pong-' + id };
    await ask(chat + 'messages/', 'POST', pong);
  }
  cursor = page.cursor;
  const { mode, interval, retry } = page.poll;
  const seconds = mode === 'long' ? retry : interval;
  await new Promise((over) => setTimeout(over, 1000 * seconds));
}`;

export const bot: Chapter = {
  id: 'bot',
  title: 'A bot in a few lines',
  body: html`
<p>A program with a token is a person like any other. This one joins a chat and says <i>pong</i> to every <i>ping</i>; Node runs it as it stands, with <code>TOKEN</code> and <code>CHAT</code> in its environment and no packages.</p>
${code(pong, { name: 'A bot', id: 'walk-bot' })}
<p>Three lines are worth a look:</p>
<ul>
<li><b>The cursor moves when the work is done.</b> Keep it on disk, and a bot that was stopped answers what it has missed.</li>
<li><b>The <code>client_id</code> is made of the event’s id.</b> Should the bot see a <i>ping</i> again, the same answer is not said twice.</li>
<li><b>It does as <code>poll</code> says</b>: at once while polls are held, else in the interval that the server names.</li>
</ul>
<p>It ends at the first failure, which is fine where something starts it anew. What lives through failures by itself is the client below.</p>`,
};
