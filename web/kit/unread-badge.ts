import { html } from 'htm/preact';
import { words } from '../words/words.ts';

/** How many messages wait there, in a word for those who don't see the number. */
export function UnreadBadge({ count }: { count: number }) {
  return html`<span class="unread" role="img" aria-label=${words.chat.unread(count)}>${words.chat.unreadShort(count)}</span>`;
}
