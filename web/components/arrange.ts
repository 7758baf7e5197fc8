import type { Outgoing } from '../store/outbox.ts';
import type { Notice } from '../store/world.ts';
import type { Message, User } from '../wire.ts';

/** How long a silence may be within one group of messages by the same person. */
const groupMs = 5 * 60_000;

/** A stored message, one of one's own on its way, or word of who came or went. */
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

/** Lays a talk out as rows: by day, and within a day in groups of one person's messages in close succession. */
export function arrange({ messages, notices, outgoing, me }: Talk): Row[] {
  const rows: Row[] = [];
  const add = (row: Pick<Row, 'key' | 'author' | 'at' | 'entry'>) => {
    const before = rows.at(-1);
    const startsDay = !before || dayOf(before.at) !== dayOf(row.at);
    const startsGroup =
      startsDay ||
      before.entry.kind === 'notice' ||
      before.author.id !== row.author.id ||
      silenceMs(before.at, row.at) > groupMs;
    rows.push({ ...row, startsDay, startsGroup });
  };
  const unplaced = [...notices];
  const addNotices = (isDue: (notice: Notice) => boolean) => {
    for (let [next] = unplaced; next && isDue(next); [next] = unplaced) {
      unplaced.shift();
      add({
        key: `notice ${next.id}`,
        author: next.user,
        at: next.at,
        entry: { kind: 'notice', notice: next },
      });
    }
  };
  for (const message of messages) {
    addNotices(({ at }) => at < message.created_at);
    const isOwn = message.user.id === me.id;
    const key = isOwn && message.client_id ? `own ${message.client_id}` : `stored ${message.id}`;
    add({ key, author: message.user, at: message.created_at, entry: { kind: 'stored', message } });
  }
  addNotices(() => true);
  for (const sent of outgoing) {
    add({
      key: `own ${sent.clientId}`,
      author: me,
      at: sent.writtenAt,
      entry: { kind: 'outgoing', outgoing: sent },
    });
  }
  return rows;
}

function dayOf(at: string): string {
  return new Date(at).toDateString();
}

function silenceMs(from: string, to: string): number {
  return Date.parse(to) - Date.parse(from);
}
