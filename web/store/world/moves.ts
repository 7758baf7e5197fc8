import type { FeedEvent } from '../../net/wire.ts';
import { changeTalk, type Notice, type World } from './world.ts';

const maxNotices = 100;

export type Move = Extract<FeedEvent, { type: 'member.joined' | 'member.left' }>;

/** Who came and went before one followed the log, as just read with the chat. */
export function showMoves(world: World, uri: string, moves: readonly Move[]): World {
  const isPrivate = world.chats.get(uri)?.chat.kind === 'direct';
  // Nor is it news that whoever started the chat is in it.
  const isNews = ({ type, data }: Move) => type === 'member.left' || !(isPrivate || data.role === 'owner');
  const others = moves.filter((move) => move.data.id !== world.myId && isNews(move));
  return changeTalk(world, uri, ({ notices }) => ({ notices: others.reduce(withNotice, notices) }));
}

/** With word of who came or went, told once. */
export function withNotice(notices: readonly Notice[], event: Move): readonly Notice[] {
  const { id, at, data: user } = event;
  if (notices.some((known) => known.id === id)) return notices;
  const hasJoined = event.type === 'member.joined';
  const by = hasJoined ? undefined : event.data.removed_by;
  return [...notices, { id, kind: hasJoined ? 'joined' : 'left', user, by, at } as const].slice(-maxNotices);
}
