import { html } from '../html.ts';
import type { Chapter } from './chapter.ts';

export const proxy: Chapter = {
  id: 'proxy',
  title: 'Behind a proxy',
  body: html`
<p>A held poll is an ordinary request that takes its time: no upgrade, nothing that a proxy has to know. A stream of events is an answer that goes on: a proxy that gathers answers keeps it back (nginx is told not to, by <code>X-Accel-Buffering</code>), and the page notices and polls.</p>
<p><b>To whoever calls</b>: a proxy of yours that ends quiet requests after 30 seconds is no fault, only a shorter <code>wait</code>; the ladder finds it. <code>Authorization</code> has to arrive, and bodies not be compressed on the way.</p>
<p><b>To whoever runs the server</b>:</p>
<ul>
<li>Let it wait 60 seconds at least for an answer, and 9 MB of body through. Nothing has to be sticky.</li>
<li><code>TRUST_PROXY</code> is how many proxies add to <code>X-Forwarded-For</code>, exactly: one too few, and everyone is one address to the limits; one too many, and clients name their own.</li>
<li><code>PUBLIC_URL</code> is what people type. Links in answers begin with it, and without it they are paths.</li>
<li>What writes is not to be sent again by the proxy. Clients do that, with their key.</li>
<li>A trusted proxy’s <code>X-Request-ID</code> is kept, and stands in the log.</li>
<li>Squid as an accelerator takes <code>Authorization</code> for its own login, and needs <code>login=PASSTHRU</code>.</li>
</ul>
<p><a href="#getHealthz"><code>/healthz/</code></a> says that the process lives, <a href="#getReadyz"><code>/readyz/</code></a> that requests can be sent here. The source has files for nginx, HAProxy and Caddy in <code>.deploy/</code>.</p>`,
};
