import { html } from 'htm/preact';
import { mostUnread } from '../store/world/apply-event.ts';
import { insideWords } from '../words/en/inside.ts';

/** How many messages wait there, in a word for those who don't see the number. */
export function UnreadBadge({ count }: { count: number }) {
  const label = count < mostUnread ? insideWords.chat.unread(count) : insideWords.chat.unreadAtMost;
  return html`<span class="unread" role="img" aria-label=${label}>${insideWords.chat.unreadShort(count)}</span>`;
}
