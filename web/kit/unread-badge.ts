import { html } from 'htm/preact';
import type { Chat } from '../net/wire.ts';
import { useStore } from '../store/context.ts';
import { useValue } from '../store/use-value.ts';
import { mostUnread } from '../store/world/world.ts';
import { insideWords } from '../words/en/inside.ts';

interface UnreadBadgeProps {
  /** The chat's uri, where it is known. */
  of: string | undefined;
  count: number;
  /** What of it names one, and how it is to draw one's attention, where that is known. */
  chat?: Pick<Chat, 'notify' | 'unread_mentions' | 'marked_unread'> | undefined;
}

/** How many messages wait there, in a word for those who don't see the number; none where one is looking at them. */
export function UnreadBadge({ of, count, chat }: UnreadBadgeProps) {
  const attended = useValue(useStore().state.attended);
  // A mark stands until one comes again, also where one is.
  const isMarked = chat?.marked_unread;
  if (!isMarked && (count === 0 || of === attended)) return null;
  const { unread, unreadAtMost, markedUnread, unreadShort } = insideWords.chat;
  const label = count < mostUnread ? unread(count) : unreadAtMost;
  const calls = chat?.unread_mentions.length ?? 0;
  return html`
    <span class="badges" data-notify=${chat?.notify}>
      ${calls > 0 && html`<span class="unread" role="img" aria-label=${insideWords.chat.mentions(calls)}>@</span>`}
      <span class="unread" role="img" aria-label=${count ? label : markedUnread}>${count ? unreadShort(count) : ''}</span>
    </span>
  `;
}
