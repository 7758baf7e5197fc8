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

export const hook: Chapter = {
  id: 'hook',
  title: 'A hook that says it',
  body: html`
<p>Who runs a chat makes a bot there, on the page or so, and gets its key, once. What is then posted to its address it says; no account, no token:</p>
${code(make, { name: 'A bot and what it says', id: 'walk-hook' })}
<p>The address takes what other chat services’ hooks take, so most programs that tell those can tell this one: <code>text</code>, <code>blocks</code> and <code>attachments</code> become text, links and fields, also as a form’s <code>payload</code>. Images come as files.</p>
${code(json, { name: 'As other services take it', id: 'walk-hook-json' })}
<p>The key is a token as well, for that chat alone: it reads, answers, reacts and polls.</p>
${code(read, { name: 'Reading with the key', id: 'walk-hook-read' })}
<p>Whoever has the key speaks as the bot. Replace it where it was shown to others: the one before ends at once.</p>`,
};
