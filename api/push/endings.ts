import type { Knex } from 'knex';
import type { LogEvent } from '../log/event.ts';
import { type References, resolveEvents } from '../log/references.ts';
import type { Told } from './told.ts';

/** What is no news to somebody any more, in one chat, up to a message. */
export interface ReadUpTo {
  userId: number;
  uri: string;
  upTo: number;
}

export interface Endings {
  read: ReadUpTo[];
  loggedOut: number[];
}

/** What these events end: what was read, taken back or is out of reach now, and whose log-ins. */
export async function endingsIn(
  events: readonly LogEvent[],
  { db, references, told }: { db: Knex; references: References; told: Pick<Told, 'peopleTold'> },
): Promise<Endings> {
  const read: ReadUpTo[] = [];
  const loggedOut = new Set<number>();
  for (const { type, userId, chatUri: uri, messageId, data } of events) {
    if (type === 'token.revoked' && userId !== null) loggedOut.add(userId);
    if (uri === null) continue;
    if (type === 'read.updated' && userId !== null)
      read.push({ userId, uri, upTo: JSON.parse(data).message_id });
    if (type === 'chat.deleted' && userId !== null)
      read.push({ userId, uri, upTo: Number.POSITIVE_INFINITY });
    if (type === 'message.deleted' && messageId !== null)
      read.push(...told.peopleTold(messageId).map((person) => ({ userId: person, uri, upTo: messageId })));
  }
  const left = events.filter(({ type }) => type === 'member.left');
  const members = await resolveEvents(db, references, left);
  for (const { data, chatUri: uri } of members) {
    const { id } = JSON.parse(data) as { id: number | null };
    if (id !== null && uri !== null) read.push({ userId: id, uri, upTo: Number.POSITIVE_INFINITY });
  }
  return { read, loggedOut: [...loggedOut] };
}
