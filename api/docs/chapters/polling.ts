import { code, json } from '../code.ts';
import { html } from '../html.ts';
import type { Chapter } from './chapter.ts';

const page = {
  cursor: '1tf2mw0.c.0',
  events: [
    {
      id: '12',
      type: 'message.created',
      chat: 'kSPlGGSJVDvW9scCCdGEWA',
      at: '2026-11-30T18:00:00.000Z',
      data: {},
    },
  ],
  has_more: false,
  state: { kSPlGGSJVDvW9scCCdGEWA: { online: ['alice'], online_count: 1, typing: [] } },
  poll: { mode: 'long', wait: 25, interval: 3, retry: 0 },
};

const unchanged = String.raw`ETAG=$(curl -si "$H/api/chats/$CHAT/messages/" -H "Authorization: JWT $TOKEN" |
  grep -i '^etag:' | cut -c7- | tr -d '\r')
curl -s -o /dev/null -w '%{http_code}\n' "$H/api/chats/$CHAT/messages/" \
  -H "Authorization: JWT $TOKEN" -H "If-None-Match: $ETAG"`;

export const polling: Chapter = {
  id: 'polling',
  title: 'Polling well',
  body: html`
<p><code>wait=0</code> is interval polling, <code>wait=25</code> is long-polling: the same URL, the same cursor, the same answer. Going from one to the other changes one number.</p>
${json(page, 'An answer to a poll')}
<h3>The cursor</h3>
<p>It is a place in the log, opaque, and everything up to it has been read. Ask without one to learn where you are, <i>then</i> read the history, <i>then</i> apply events: in this order nothing falls between, and applying one twice does no harm, as each has its id. Every event that you may see comes once and in order, over lost connections, restarts and other nodes. Events show messages and people as they are when you read them, so an edited message is never seen as it was.</p>
<p>A cursor does not expire while you sleep, but the log is pruned after 30 days. Then the answer is a 410 with <code>cursor_expired</code>: begin anew. With <code>has_more</code> ask again at once, also when there were no events.</p>
<h3>The wait</h3>
<p>A poll with <code>wait</code> is held until something happens, or the time is over: then it is a 200 with no events and a cursor that has moved. 55 seconds are the most, 25 are right nearly everywhere. <code>Prefer: wait=25</code> says the same. Have one poll in flight, and give it a <code>client</code>, any id of your own: a newer poll of the same client ends the older one, so none is left behind by a connection that broke.</p>
<p>Who is there and who types is not in the log, but in <code>state</code>, for chats in which it changed. It wakes held polls as well.</p>
<h3>A stream</h3>
<p>Where answers come through in pieces, one that goes on costs the least: <code>Accept: text/event-stream</code> on the same URLs, as an <code>EventSource</code> asks (with a <code>fetch</code> that adds the header <code>Authorization</code>), or <code>application/x-ndjson</code>. The <code>id</code> of each event is the cursor behind it, so <code>Last-Event-ID</code> goes on from there. Not a second passes between its beginning and the first piece; where that does not come, something on the way gathers answers: poll.</p>
<h3>The ladder</h3>
<p>Some networks cut what is quiet for long. So climb, and come down when it fails:</p>
<ol>
<li>Begin with <code>wait=0</code>, which proves the way and brings the cursor.</li>
<li>While <code>poll.mode</code> is <code>long</code> and polls succeed: hold 5, then 10, then <code>poll.wait</code> seconds.</li>
<li>Where that holds, try a stream; where nothing of it comes within two seconds, or it is cut again and again, go back to polls for half an hour.</li>
<li>When two polls die at about the same time, a proxy cuts there: hold four fifths of it.</li>
<li>After two failed holds in a row ask by the interval, every 2 to 3 s in a talk and up to 10 s in silence; try again after a minute.</li>
<li>On failures back off: double the pause, at random, up to a minute, and no sooner than <code>Retry-After</code> says.</li>
</ol>
<p><code>poll.mode</code> is <code>interval</code> where too many polls are held for you or your address: the answers are the same, only not held.</p>
<h3>The ETag</h3>
<p>Polls at <code>wait=0</code>, pages of history, the mood and images carry an <code>ETag</code>. Send it back as <code>If-None-Match</code>, and while nothing that you may see has changed the answer is a 304 without a body. This prints 304:</p>
${code(unchanged, { name: 'Asking whether something changed', id: 'walk-unchanged' })}`,
};
