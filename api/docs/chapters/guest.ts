import { html } from '../html.ts';
import type { Chapter } from './chapter.ts';

export const guest: Chapter = {
  id: 'guest',
  title: 'As a guest',
  body: html`
<p><a href="#postAuthGuests">A nickname is enough</a>, and may do all that an account may: start chats, join, write, react, send images. Its <code>username</code> is <code>guest-…</code>, the nickname is what people see.</p>
<ul>
<li>The token lives 30 days. Keep it: there is no password to come back with. <a href="#postAuthJwtRefresh">Refresh it</a> before it ends, and go on with the new one.</li>
<li>After two idle hours somebody else may take the nickname. Who comes back then has a number after it, and is still the same person.</li>
<li>After 30 days unseen a guest is removed. What was said stays.</li>
<li><a href="#postAuthGuestsUpgrade">An upgrade</a> makes an account of a guest, with all chats and messages.</li>
</ul>
<p>With an account one signs up once (<a href="#postAuthUsers"><code>/auth/users/</code></a>), and logs in on each device (<a href="#postAuthJwtCreate"><code>/auth/jwt/create/</code></a>). Nothing is sent by cookies, so no page elsewhere can act in your name.</p>`,
};
