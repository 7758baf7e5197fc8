import type { Knex } from 'knex';
import type { Kind } from '../chats/schemas.ts';

/** A chat as whoever runs the server, and staff, see it: how large and how lively, and nothing of what is said. */
export interface Session {
  id: number;
  uri: string;
  name: string;
  kind: Kind;
  members: number;
  messages: number;
  /** Unix milliseconds: of the newest message, else of the beginning. */
  activeAt: number;
}

interface Row extends Omit<Session, 'activeAt'> {
  active_at: number;
}

/** One page of all chats, the newest activity first. */
export async function listSessions(
  db: Knex,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ sessions: Session[]; count: number }> {
  const [counted] = await db('chats').whereNull('erase_at').count<{ count: number }[]>('* as count');
  const newest = db('messages').where('messages.chat_id', db.ref('chats.id')).max('messages.id');
  const dated = db('chats').whereNull('erase_at').select('chats.*', newest.as('newest')).as('dated');
  const page = db
    .from(dated)
    .leftJoin('messages', 'messages.id', 'dated.newest')
    .select('dated.*', db.raw('coalesce(messages.created_at, dated.created_at) as active_at'))
    .orderByRaw('active_at desc, dated.id desc')
    .limit(limit)
    .offset(offset)
    .as('page');
  // Counted for the page alone: to count a chat's messages is to go over all of them.
  const rows = await db
    .from(page)
    .select<Row[]>(
      'page.id',
      'uri',
      'name',
      'kind',
      'active_at',
      'member_count as members',
      db.raw('(select count(*) from messages where messages.chat_id = page.id) as messages'),
    )
    .orderByRaw('active_at desc, page.id desc');
  return {
    sessions: rows.map(({ active_at, ...row }) => ({ ...row, activeAt: active_at })),
    count: Number(counted?.count ?? 0),
  };
}
