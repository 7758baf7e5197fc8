import { html } from 'htm/preact';
import { useStore } from '../store/context.ts';
import { useValue } from '../store/use-value.ts';
import { mostUnread } from '../store/world/apply-event.ts';
import { insideWords } from '../words/en/inside.ts';

interface UnreadBadgeProps {
  /** The chat's uri, where it is known. */
  of: string | undefined;
  count: number;
}

/** How many messages wait there, in a word for those who don't see the number; none where one is looking at them. */
export function UnreadBadge({ of, count }: UnreadBadgeProps) {
  const attended = useValue(useStore().state.attended);
  if (count === 0 || of === attended) return null;
  const label = count < mostUnread ? insideWords.chat.unread(count) : insideWords.chat.unreadAtMost;
  return html`<span class="unread" role="img" aria-label=${label}>${insideWords.chat.unreadShort(count)}</span>`;
}
