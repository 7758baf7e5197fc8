import { code, exampleOrigin } from '../code.ts';
import { html } from '../html.ts';
import type { Chapter } from './chapter.ts';

const logIn = `H=${exampleOrigin}
curl -s "$H/auth/users/" -d username=ada -d password=violet-harbour-92
TOKEN=$(curl -s "$H/auth/jwt/create/" \\
  -d username=ada -d password=violet-harbour-92 |
  grep -o '"token":"[^"]*' | cut -c10-)`;

const say = String.raw`curl -s -X PATCH "$H/api/chats/$CHAT/" -H "Authorization: JWT $TOKEN"
curl -s "$H/api/chats/$CHAT/messages/" -H "Authorization: JWT $TOKEN" \
  --data-urlencode 'message=50 % of this & that' -d client_id=note-1`;

const image = String.raw`curl -s "$H/api/chats/$CHAT/messages/" -H "Authorization: JWT $TOKEN" \
  -F 'message=The view from here' -F image=@view.png`;

const follow = `C=$(curl -s "$H/api/chats/$CHAT/events/" -H "Authorization: JWT $TOKEN" |
  grep -o '"cursor":"[^"]*' | cut -c11-)
while R=$(curl -sf "$H/api/chats/$CHAT/events/?wait=25&cursor=$C" \\
  -H "Authorization: JWT $TOKEN"); do
  C=$(echo "$R" | grep -o '"cursor":"[^"]*' | head -1 | cut -c11-)
  echo "$R" | grep -o '"message":"[^"]*' | cut -c12-
done`;

const stream = `curl -sN "$H/api/chats/$CHAT/events/" -H "Authorization: JWT $TOKEN" \\
  -H 'Accept: application/x-ndjson' |
  grep --line-buffered -o '"message":"[^"]*'`;

export const curlAlone: Chapter = {
  id: 'curl-alone',
  title: 'With curl alone',
  body: html`
<p>An account, once, and a token for it:</p>
${code(logIn, { name: 'An account and its token', id: 'walk-log-in' })}
<p>Join a chat whose uri is in <code>CHAT</code>, and say something. <code>-d</code> is right for plain words; <code>--data-urlencode</code> for all that has <code>&amp;</code>, <code>+</code> or <code>%</code> in it. With a <code>client_id</code> of your own the line may be run again after a cut connection: the message is not said twice.</p>
${code(say, { name: 'A message that may be sent again', id: 'walk-say' })}
<p>An image is a file in a multipart form:</p>
${code(image, { name: 'An image', id: 'walk-image' })}
<p>Follow the chat live. Each poll is held until something happens, for 25 seconds at most:</p>
${code(follow, { name: 'Following a chat' })}
<p>Or as one answer that goes on, a line for each piece of news. It ends after an hour at most; the last <code>cursor</code> says where to go on:</p>
${code(stream, { name: 'A stream of a chat', id: 'stream' })}
<p>With <code>jq</code> instead of <code>grep</code> all of it gets shorter. Every call below has its line for curl.</p>`,
};
