import { defaultLimit, maxLimit } from '../../feed/schemas.ts';
import { defaultHistoryLimit, maxHistoryLimit } from '../../history/schemas.ts';
import { maxBytesOf } from '../../http/input/body.ts';
import { type Price, type PriceName, prices } from '../../http/limits/prices.ts';
import { defaultPageSize, maxPageSize } from '../../http/pagination.ts';
import { maxImageBodyBytes, maxImageBytes } from '../../images/schemas.ts';
import { maxTextLength } from '../../messages/schemas.ts';
import { type Html, html } from '../html.ts';
import type { Chapter } from './chapter.ts';

/** What each bucket pays for. */
const paysFor: Record<PriceName, string> = {
  read: 'Reads not named below',
  change: 'Changes not named below',
  poll: 'Polls',
  picture: 'Images',
  people: 'Members and the directory',
  search: 'Searches in a chat',
  searchAll: 'Searches in all chats',
  mood: 'The mood',
  exportChat: 'Exports',
  invites: 'Making and listing invites',
  lookUpInvite: 'What an invite leads to',
  sendMessage: 'Messages',
  sendImage: 'Images in messages',
  editMessage: 'Edits',
  changeProfile: 'Changes of a profile',
  react: 'Reactions',
  bots: 'Bots made and changed',
  botKey: "Bots' keys, seen for the first time",
  hook: "What is posted to bots' addresses",
  sendAsBot: 'What a bot says',
  startChat: 'New chats',
  signUp: 'Accounts and guests',
  logIn: 'Log-ins',
  password: 'Password asked again',
  mail: 'Mails',
  report: 'Reports of messages',
  staff: 'What staff ask and do',
  health: 'Health and figures',
};

const times: Readonly<Record<number, string>> = { 60: 'min', 3600: 'h' };

const rows = Object.entries(prices satisfies Record<PriceName, Price>).map(
  ([name, price]: [string, Price]) => {
    const { person, address } = price;
    return html`<tr><td>${paysFor[name as PriceName]}</td><td>${person ? perTime(person) : '–'}</td><td>${perTime(address)}</td></tr>`;
  },
);

function perTime({ points, seconds }: { points: number; seconds: number }): Html {
  const time = times[seconds] ?? (seconds > 60 ? `${seconds / 60} min` : `${seconds} s`);
  return html`${points.toLocaleString('en')} <span class="quiet">/ ${time}</span>`;
}

function size(bytes: number): string {
  const kib = bytes / 1024;
  return kib < 1024 ? `${kib} KiB` : `${kib / 1024} MiB`;
}

export const limits: Chapter = {
  id: 'limits',
  title: 'Limits',
  body: html`
<p>They are there for whoever asks on purpose; a client that behaves never meets one. Over one of them the answer is a 429 with <code>Retry-After</code>. A person and an address both pay (of IPv6: the /64), refused calls as well.</p>
<table class="numbers">
<thead><tr><th scope="col">Calls</th><th scope="col">A person</th><th scope="col">An address</th></tr></thead>
<tbody>${rows}</tbody>
</table>
<ul>
<li><b>Bodies</b>: ${size(maxBytesOf('/api/'))}, ${size(maxBytesOf('/auth/'))} under <code>/auth/</code>, ${size(maxImageBodyBytes)} for a message with its images; beyond: 413. JSON at most 32 levels deep.</li>
<li><b>Messages</b>: ${maxTextLength} characters, stored as sent. <b>Images</b>: PNG, JPEG, GIF or WebP, ${size(maxImageBytes)} and 25 megapixels; kept as WebP of at most 2048 pixels a side, without their metadata.</li>
<li><b>Lists</b>: ${defaultPageSize} on a page, <code>page_size</code> up to ${maxPageSize}, with <code>count</code>, <code>next</code> and <code>previous</code>. <b>History</b>: ${defaultHistoryLimit} messages, <code>limit</code> up to ${maxHistoryLimit}. <b>Events</b>: ${defaultLimit}, <code>limit</code> up to ${maxLimit}, and 256 KiB.</li>
<li><b>Held polls and streams</b>: 6 of a person and 100 of an address, unless the server is set up otherwise. Beyond, polls are answered at once and not refused; a stream is a 429 <code>too_many_held</code>.</li>
<li><b>Log-ins</b>: ten wrong passwords for a name from one address in five minutes. <b>Edits</b> of one message: thirty in a row, then one every 20 s.</li>
</ul>`,
};
