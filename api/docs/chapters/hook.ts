import { code } from '../code.ts';
import { html } from '../html.ts';
import type { Chapter } from './chapter.ts';

const make = String.raw`KEY=$(curl -s "$H/api/chats/$CHAT/bots/" -H "Authorization: JWT $TOKEN" \
  -d display_name=Nightly | grep -o '"key":"[^"]*' | cut -c8-)
curl -s -d 'Build 512 passed' "$H/api/hooks/$KEY/"`;

const json = String.raw`curl -s "$H/api/hooks/$KEY/" -H 'Content-Type: application/json' -d '{
  "attachments": [{"title": "Build 513", "title_link": "https://ci.example/513",
    "fields": [{"title": "Branch", "value": "main"}]}]}'`;

const read = String.raw`curl -s "$H/api/chats/$CHAT/messages/?limit=5" -H "Authorization: Bearer $KEY"`;

const tell = String.raw`BOT=$(curl -s "$H/api/chats/$CHAT/bots/" -H "Authorization: JWT $TOKEN" |
  grep -o '"id":[0-9]*' | head -1 | cut -c6-)
curl -s -X PUT "$H/api/chats/$CHAT/bots/$BOT/hook/" -H "Authorization: JWT $TOKEN" \
  -d url=https://bot.example/holdline`;

export const hook: Chapter = {
  id: 'hook',
  title: 'Hooks, in and out',
  body: html`
<p>Who runs a chat makes a bot there, on the page or so, and gets its key, once. What is then posted to its address it says; no account, no token:</p>
${code(make, { name: 'A bot and what it says', id: 'walk-hook' })}
<p>The address takes what other chat services’ hooks take, so most programs that tell those can tell this one: <code>text</code>, <code>blocks</code> and <code>attachments</code> become text, links and fields, also as a form’s <code>payload</code>. Images come as files.</p>
${code(json, { name: 'As other services take it', id: 'walk-hook-json' })}
<p>The key is a token as well, for that chat alone: it reads, answers, reacts and polls.</p>
${code(read, { name: 'Reading with the key', id: 'walk-hook-read' })}
<p>A bot that answers needs no loop and no key: what it hears is posted to an address of yours, one event after the other, until each was answered by a 2xx. A text in the answer (<code>{"text": "pong"}</code>, or plain) it says as its reply.</p>
${code(tell, { name: 'Where what it hears goes', id: 'walk-hook-tell' })}
<p>The <code>secret</code> in the answer, shown this once, signs what is posted as <a href="https://www.standardwebhooks.com/">Standard Webhooks</a> says: check it, and keep the <code>webhook-id</code> of what was done, as it may come twice. What does not get through is tried again for a day; <code>hook/attempts/</code> shows how it went.</p>
<p>Whoever has the key speaks as the bot. Replace it where it was shown to others: the one before ends at once.</p>`,
};
