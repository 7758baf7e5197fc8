import type { FeedEvent } from '../../net/wire.ts';
import { changeTalk, type Notice, type World } from './world.ts';

const maxNotices = 100;

export type Move = Extract<FeedEvent, { type: 'member.joined' | 'member.left' | 'disappear.updated' }>;

/** What notices tell from before one followed the log, as just read with the chat. */
export function showMoves(world: World, uri: string, moves: readonly Move[]): World {
  const isPrivate = world.chats.get(uri)?.chat.kind === 'direct';
  // Nor is it news that whoever started the chat is in it.
  const isNews = ({ type, data }: Move) =>
    type === 'disappear.updated' ||
    (data.id !== world.myId && (type === 'member.left' || !(isPrivate || data.role === 'owner')));
  const others = moves.filter(isNews);
  return changeTalk(world, uri, ({ notices }) => ({ notices: others.reduce(withNotice, notices) }));
}

/** With word of who came or went or set the time, told once. */
export function withNotice(notices: readonly Notice[], event: Move): readonly Notice[] {
  return notices.some(({ id }) => id === event.id)
    ? notices
    : [...notices, toNotice(event)].slice(-maxNotices);
}

function toNotice(event: Move): Notice {
  const { id, at } = event;
  if (event.type === 'disappear.updated') {
    const { by: user, disappear_after: after } = event.data;
    return { id, kind: 'time', user, by: undefined, after, at };
  }
  const hasJoined = event.type === 'member.joined';
  const by = hasJoined ? undefined : event.data.removed_by;
  return { id, kind: hasJoined ? 'joined' : 'left', user: event.data, by, at };
}
