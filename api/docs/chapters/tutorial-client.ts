import { html } from '../html.ts';
import type { Chapter } from './chapter.ts';

export const tutorialClient: Chapter = {
  id: 'tutorial-client',
  title: 'From the tutorial’s client',
  body: html`
<p>Clients written for the chat of Django REST framework and Djoser, which ask for the messages every few seconds, work as they are. This is what they do, and where it is answered:</p>
<table>
<thead><tr><th scope="col">The client</th><th scope="col">asks</th></tr></thead>
<tbody>
<tr><td>signs up, by a form</td><td><a href="#postAuthUsersCreate"><code>POST /auth/users/<wbr>create/</code></a></td></tr>
<tr><td>logs in, keeps <code>token</code></td><td><a href="#postAuthJwtCreate"><code>POST /auth/jwt/<wbr>create/</code></a></td></tr>
<tr><td>starts a chat, shares its <code>uri</code></td><td><a href="#postChats"><code>POST /api/chats/</code></a></td></tr>
<tr><td>joins with <code>username</code></td><td><a href="#patchChatsUri"><code>PATCH /api/chats/<wbr>{uri}/</code></a></td></tr>
<tr><td>says something</td><td><a href="#postChatsUriMessages"><code>POST /api/chats/<wbr>{uri}/messages/</code></a></td></tr>
<tr><td>reads it all, every three seconds</td><td><a href="#getChatsUriMessages"><code>GET /api/chats/<wbr>{uri}/messages/</code></a></td></tr>
</tbody>
</table>
<p>The header is <code>Authorization: JWT …</code>; <code>Bearer</code> and <code>Token</code> are understood too. Names, statuses and refusals are Django’s: <code>first_name</code> and <code>last_name</code> are there, always empty, and errors are <code>{"detail": "…"}</code> or <code>{"field": ["…"]}</code>. Pages of any origin may call, preflights included, unless the server’s <code>CORS_ORIGINS</code> names some.</p>
<p>Two things are different, and both spare work. The history is the newest 100 messages, not all of them: older ones come by <code>before</code>. And it has an ETag: a client that sends it back gets an empty 304 while nobody speaks. The best change to such a client is its smallest: ask <a href="#polling"><code>events/</code> with a cursor</a> instead of reading the history again.</p>`,
};
