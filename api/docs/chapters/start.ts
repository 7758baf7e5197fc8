import { code, exampleOrigin } from '../code.ts';
import { html } from '../html.ts';
import type { Chapter } from './chapter.ts';

const minute = `H=${exampleOrigin}
TOKEN=$(curl -s "$H/auth/guests/" -d nickname=Kim |
  grep -o '"token":"[^"]*' | cut -c10-)
CHAT=$(curl -s -X POST "$H/api/chats/" -H "Authorization: JWT $TOKEN" |
  grep -o '"uri":"[^"]*' | cut -c8-)
curl -s "$H/api/chats/$CHAT/messages/" -H "Authorization: JWT $TOKEN" \\
  -d 'message=Is anybody there?'
echo; echo "$H/chats/$CHAT/"`;

export const start: Chapter = {
  id: 'start',
  title: 'A minute’s start',
  body: html`
<p>With curl and nothing else: come in, start a chat, say something. The last line prints a link; open it in a browser, join and answer.</p>
${code(minute, { name: 'A minute’s start', id: 'walk-start' })}
<p>Then read the answer, or wait for it:</p>
${code(`curl -s "$H/api/chats/$CHAT/messages/" -H "Authorization: JWT $TOKEN"`, { name: 'Reading the answer', id: 'walk-read' })}
<p>That is most of it. A person has a <b>token</b>, sent with each call as <code>Authorization: JWT …</code>. A chat has a <b>uri</b>, and whoever knows it may join. Everything that happens is an <b>event</b> in one log, and a <b>cursor</b> says how far you have read.</p>
<p>Paths end in a slash; without it they work as well. Bodies are forms or JSON, as you like, and answers are JSON with keys in snake_case and times in UTC. Ignore fields that you do not know: answers may gain some.</p>`,
};
