import { newUri } from '../../api/chats/uri.ts';
import { openDatabase } from '../../api/db/connection.ts';
import type { Database } from '../../api/db/database.ts';
import { readBounds } from '../../api/log/queries.ts';
import { systemClock } from '../../api/process/clock.ts';
import { issueToken, toKey } from '../../api/tokens/tokens.ts';
import { findUsers } from '../../api/users/queries.ts';
import { createDatabase, type DatabaseKind } from '../support/database.ts';
import { storeMessages } from './store-messages.ts';

/** Long enough for the server; known here, so that thousands of people need no log-in each. */
export const secretKey = 'a secret for benchmarks alone, never for a server';

export interface Resident {
  username: string;
  token: string;
  chatUri: string;
}

/** A database with people in it, made before a server opens it. */
export interface World {
  /** What a server must be told to use it. */
  settings: Record<string, string>;
  residents: Resident[];
  drop(): Promise<void>;
}

export interface WorldSize {
  people: number;
  /** People fill one chat after the other. */
  perChat: number;
  /** Stored in the first chat; on SQLite alone. */
  messages?: number;
  /** SQLite when absent; PostgreSQL needs `onPostgres` around it. */
  database?: DatabaseKind;
}

/** Straight with SQL: a sign-up hashes a password, which is made to be slow. */
export async function makeWorld({
  people,
  perChat,
  messages = 0,
  database = 'sqlite',
}: WorldSize): Promise<World> {
  const { settings, drop } = await createDatabase(database);
  const db = openDatabase({
    dataDir: settings.DATA_DIR ?? '',
    databaseUrl: settings.DATABASE_URL ?? null,
  });
  try {
    await db.migrate();
    const uris = Array.from({ length: Math.ceil(people / perChat) }, () => newUri());
    await db.transaction(async (trx) => {
      await trx.batchInsert(
        'users',
        Array.from({ length: people }, (_, i) => userRow(i + 1)),
        500,
      );
      await trx.batchInsert(
        'chats',
        uris.map((uri, i) => chatRow(uri, i, Math.min(perChat, people - i * perChat))),
        500,
      );
      await trx.batchInsert(
        'members',
        Array.from({ length: people }, (_, i) => memberRow(i, perChat)),
        500,
      );
    });
    if (messages > 0) await storeMessages(db, { chatId: 1, uri: uris[0] ?? '', people: perChat, messages });
    return { settings, drop, residents: await residentsOf(db, { people, perChat, uris }) };
  } finally {
    await db.close();
  }
}

const at = Date.now();

/** Neither people nor chats are given their ids: an empty database numbers both from 1 on, in this order. */
function userRow(id: number) {
  const name = `person-${id}`;
  return {
    username: name,
    username_key: name,
    display_name: name,
    display_name_key: name,
    avatar: 1,
    created_at: at,
  };
}

function chatRow(uri: string, index: number, members: number) {
  return {
    uri,
    name: `Chat ${index + 1}`,
    kind: 'session',
    join_policy: 'link',
    member_count: members,
    created_at: at,
  };
}

function memberRow(index: number, perChat: number) {
  const role = index % perChat === 0 ? 'owner' : 'member';
  return { chat_id: Math.floor(index / perChat) + 1, user_id: index + 1, role, joined_at: at };
}

async function residentsOf(
  db: Database,
  { people, perChat, uris }: { people: number; perChat: number; uris: string[] },
): Promise<Resident[]> {
  const key = toKey(secretKey, (await readBounds(db)).databaseId);
  const users = await findUsers(
    db.read,
    Array.from({ length: people }, (_, i) => i + 1),
  );
  return [...users.values()].map((user) => ({
    username: user.username,
    token: issueToken(key, systemClock, user).token,
    chatUri: uris[Math.floor((user.id - 1) / perChat)] ?? '',
  }));
}
