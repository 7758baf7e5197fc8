import { html } from 'htm/preact';
import { insideWords } from '../words/en/inside.ts';

/** How many messages wait there, in a word for those who don't see the number. */
export function UnreadBadge({ count }: { count: number }) {
  return html`<span class="unread" role="img" aria-label=${insideWords.chat.unread(count)}>${insideWords.chat.unreadShort(count)}</span>`;
}
