import type { Message, User } from '../../net/wire.ts';
import type { Outgoing } from '../../store/outbox/outbox.ts';
import type { Notice } from '../../store/world/world.ts';

/** How long a silence may be within one group of messages by the same person. */
const groupMs = 5 * 60_000;
/** Few blocks for a log of thousands, and little to draw when one of them changed. */
const blockRows = 50;

/** A stored message, one of one's own on its way, or word of who came or went, or set after how long messages disappear. */
export type Entry =
  | { kind: 'stored'; message: Message }
  | { kind: 'outgoing'; outgoing: Outgoing }
  | { kind: 'notice'; notice: Notice };

export interface Row {
  /** The same for a message on its way and the stored one that takes its place: the row stays where it is. */
  key: string;
  author: User;
  at: string;
  /** First of its day. */
  startsDay: boolean;
  /** First of a group: shows who speaks. */
  startsGroup: boolean;
  entry: Entry;
}

interface Talk {
  messages: readonly Message[];
  notices: readonly Notice[];
  outgoing: readonly Outgoing[];
  me: User;
}

type Item = Message | Notice | Outgoing;

/** Some rows after each other. The same object as before as long as it shows the same. */
export interface Block {
  key: string;
  rows: readonly Row[];
  items: readonly Item[];
  /** What the first row's place in its day and group depends on. */
  follows: string;
}

/**
 * Lays a talk out as rows: by day, and within a day in groups of one person's messages in close succession. Rows come in
 * blocks, and the blocks of before that did not change are kept: a talk has thousands of rows, and most news is one more.
 */
export function arrange(talk: Talk, before: readonly Block[] = []): Block[] {
  const known = new Map(before.map((block) => [block.key, block]));
  const blocks: Block[] = [];
  let last: Row | undefined;
  for (const { key, items } of cut(talk, known)) {
    const follows = last ? `${last.at} ${last.author.id} ${last.entry.kind}` : '';
    const kept = known.get(key);
    const isKept = kept?.follows === follows && isSame(kept.items, items);
    const block = isKept ? kept : { key, items, follows, rows: toRows(items, talk.me, last) };
    blocks.push(block);
    last = block.rows.at(-1);
  }
  return blocks;
}

/** Word of who pinned what, among that of who came and went: as long as it is pinned, so that a reload shows the same. */
export function withPins(notices: readonly Notice[], pins: readonly Message[]): readonly Notice[] {
  const told = pins.flatMap(({ id, pinned }) =>
    pinned ? [{ id: `pin ${id}`, kind: 'pinned' as const, by: undefined, ...pinned }] : [],
  );
  return told[0] ? [...notices, ...told].sort((a, b) => (a.at < b.at ? -1 : 1)) : notices;
}

/** Blocks begin where they began before, so that older messages above move nothing below from one to the other. */
function cut(talk: Talk, known: ReadonlyMap<string, Block>) {
  const pieces: { key: string; items: Item[] }[] = [];
  for (const item of inOrder(talk)) {
    const piece = pieces.at(-1);
    const key = keyOf(item, talk.me);
    if (!piece || piece.items.length >= blockRows || known.has(key)) pieces.push({ key, items: [item] });
    else piece.items.push(item);
  }
  return pieces;
}

function* inOrder({ messages, notices, outgoing }: Talk): Generator<Item> {
  let next = 0;
  for (const message of messages) {
    // What has disappeared keeps its place in the talk, and is no row of it.
    if (message.deleted && message.expires_at) continue;
    for (let notice = notices[next]; notice && notice.at < message.created_at; notice = notices[next]) {
      yield notice;
      next += 1;
    }
    yield message;
  }
  yield* notices.slice(next);
  yield* outgoing;
}

function keyOf(item: Item, me: User): string {
  if ('clientId' in item) return `own ${item.clientId}`;
  if ('kind' in item) return `notice ${item.id}`;
  return item.client_id && item.user.id === me.id ? `own ${item.client_id}` : `stored ${item.id}`;
}

function isSame(some: readonly Item[], others: readonly Item[]): boolean {
  return some.length === others.length && some.every((item, i) => item === others[i]);
}

function toRows(items: readonly Item[], me: User, last: Row | undefined): Row[] {
  let before = last;
  return items.map((item) => {
    const { entry, author, at } = describe(item, me);
    const startsDay = !before || dayOf(before.at) !== dayOf(at);
    const startsGroup =
      startsDay ||
      before?.entry.kind === 'notice' ||
      before?.author.id !== author.id ||
      silenceMs(before.at, at) > groupMs;
    before = { key: keyOf(item, me), author, at, startsDay, startsGroup, entry };
    return before;
  });
}

function describe(item: Item, me: User): Pick<Row, 'entry' | 'author' | 'at'> {
  if ('clientId' in item)
    return { entry: { kind: 'outgoing', outgoing: item }, author: me, at: item.writtenAt };
  if ('kind' in item) return { entry: { kind: 'notice', notice: item }, author: item.user, at: item.at };
  return { entry: { kind: 'stored', message: item }, author: item.user, at: item.created_at };
}

function dayOf(at: string): string {
  return new Date(at).toDateString();
}

function silenceMs(from: string, to: string): number {
  return Date.parse(to) - Date.parse(from);
}
