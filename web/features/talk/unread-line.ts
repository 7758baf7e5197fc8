import { useRef } from 'preact/hooks';
import type { Message } from '../../net/wire.ts';
import { useStore } from '../../store/context.ts';
import type { OpenChatView } from '../../store/state.ts';
import { reachesTo, type Stretch } from '../../store/world/world.ts';

/**
 * The first message that was unread when one came, or that came while everything was read and nobody looked; null when there
 * is none, or when it is not at hand yet. Where it was found it stays known, wherever one goes from there.
 */
export function useUnreadLine(view: OpenChatView, myId: number, isWatched: boolean): Message | null {
  const { uri, chat, messages, isElsewhere } = view;
  const { attended } = useStore().state;
  const readId = useRef(chat.unread > 0 ? chat.read_message_id : null);
  const known = useRef<Message | null>(null);
  /** The newest when all was read or being read, whether or not the server has said so by now. */
  const seenId = useRef<number | null>(null);
  const newestId = messages.at(-1)?.id ?? 0;
  if (chat.unread === 0 || attended.peek() === uri) {
    if (!isElsewhere) seenId.current = newestId;
  } else if (!isWatched && seenId.current !== null && newestId > seenId.current) {
    if (readId.current !== seenId.current) known.current = null;
    readId.current = seenId.current;
  }
  if (readId.current !== null) known.current ??= firstUnread(view, readId.current, myId);
  return known.current;
}

/** The first message of somebody else behind a read marker, if the stretch has it. Pure. */
export function firstUnread(stretch: Stretch, readId: number, myId: number): Message | null {
  if (!reachesTo(stretch, readId)) return null;
  return (
    stretch.messages.find(({ id, user, deleted }) => id > readId && user.id !== myId && !deleted) ?? null
  );
}
