import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countPublic, findChat, findChats, listPublicIds } from '../../api/chats/queries.ts';
import { openDatabase } from '../../api/db/connection.ts';
import type { Database } from '../../api/db/database.ts';
import {
  findMember,
  findMembersByNames,
  findSuccessors,
  listChatsOfPeople,
  listMembers,
} from '../../api/members/queries.ts';
import { messageActivity } from '../../api/messages/activity.ts';
import { findNamed } from '../../api/messages/mentions/queries.ts';
import { placeOf } from '../../api/messages/time-queries.ts';
import { hasWhispers } from '../../api/moods/queries.ts';
import { systemClock } from '../../api/process/clock.ts';
import {
  insertChats,
  insertCrowd,
  insertCrowdAsMembers,
  insertTalk,
  refreshStatistics,
} from '../support/crowd.ts';
import { createDatabase, type DatabaseKind, type TestDatabase } from '../support/database.ts';
import { explain, statementsOf } from '../support/plans.ts';
import { scale } from '../support/soak.ts';

// What is asked of a chat takes a few steps into indexes, however many are in it and however much was said.

const kinds: DatabaseKind[] = ['sqlite', 'postgres'];
const { members: crowd, timeoutMs } = scale();
const messages = 10_000;
const tables = ['members', 'users', 'messages', 'mentions', 'events', 'chats'];
/** The largest page of members, each of whom is found in the order, as a member, and as a person. */
const maxRows = 3 * 200 + 50;

describe.for(kinds)(`in a chat of ${crowd} on %s`, (kind) => {
  let database: TestDatabase;
  let db: Database;
  let chatId: number;
  let ownerId: number;
  let memberId: number;

  beforeAll(async () => {
    database = await createDatabase(kind);
    const { DATABASE_URL, DATA_DIR = '' } = database.settings;
    db = openDatabase({ databaseUrl: DATABASE_URL ?? null, dataDir: DATA_DIR });
    await db.transaction(async (trx) => {
      const people = await insertCrowd(trx, crowd);
      [ownerId = 0] = people;
      memberId = people[crowd / 2] ?? 0;
      const made = await trx('chats')
        .insert({ uri: 'stadium', name: '', kind: 'session', join_policy: 'link', created_at: 0 })
        .returning('id');
      chatId = made[0].id;
      await insertCrowdAsMembers(trx, chatId, crowd);
      await trx('members').where({ chat_id: chatId, user_id: ownerId }).update({ role: 'owner' });
      await insertChats(trx, { ownerId, count: 500, kind: 'session' });
      // Read up to shortly before the end, as by most who come back.
      await insertTalk(trx, { chatId, authorId: ownerId, toId: memberId, count: messages });
      // All of it names one person.
      await trx.raw(
        'insert into mentions select id, ?, chat_id, 1 from messages where chat_id = ? and to_id is null',
        [memberId, chatId],
      );
      const newest = (await trx('messages').where({ chat_id: chatId }).max('id as id').first())?.id ?? 0;
      await trx('members')
        .where({ chat_id: chatId })
        .where({ user_id: memberId })
        .update({ read_message_id: newest - 20, archived_after: newest - 20 });
    });
    await refreshStatistics(db);
    // As a server's upkeep has done before long: else nothing can be answered by an index alone.
    if (kind === 'postgres') await db.read.raw('vacuum members');
  }, timeoutMs);

  afterAll(async () => {
    await db?.close();
    await database?.drop();
  });

  const calls: Record<string, [work: () => Promise<unknown>, indexes?: string[]]> = {
    'looking at it': [() => findChat(db.read, 'stadium', memberId), ['members_one_owner']],
    'looking at it within a change': [() => findChats(db.read, [chatId], memberId), ['members_one_owner']],
    'the first members': [() => listMembers(db.read, chatId, { limit: 200 }), ['members_by_place']],
    'one of them': [() => findMember(db.read, chatId, memberId)],
    'who has a name': [() => findMembersByNames(db.read, chatId, ['crowd-777', 'crowd 4711'])],
    'who takes over': [
      () => findSuccessors(db.read, [chatId], ownerId),
      ['members_moderators', 'members_by_place'],
    ],
    'the chats of a member': [() => listChatsOfPeople(db.read, [memberId])],
    'what a member has not read': [() => messageActivity(systemClock).summaries(db.read, [chatId], memberId)],
    'the list of a member’s chats': [
      () =>
        messageActivity(systemClock).listMine(db.read, {
          userId: memberId,
          kind: undefined,
          archived: false,
          page: { page: 1, pageSize: 50, offset: 0 },
        }),
    ],
    'whether a member ever whispered': [
      () => hasWhispers(db.read, { chatId, readerId: memberId + 1 }),
      ['messages_whispered'],
    ],
    'where a day begins in its history': [
      () => placeOf(db.read, { chatId, readerId: memberId + 1, atMs: 3333 }),
      ['messages_chat_id_id_index'],
    ],
    'where its history ends': [
      () => messageActivity(systemClock).newestMessageId(db.read, { chatId, userId: memberId }),
    ],
  };

  test.for(Object.entries(calls))('%s takes a few steps', async ([, [work, indexes = []]]) => {
    const plans: string[] = [];
    let rows = 0;
    for (const statement of await statementsOf(db, work)) {
      const plan = await explain(db, statement, tables);
      expect(plan.fullScans, `${statement.sql}\n${plan.text}`).toEqual([]);
      rows += plan.rows;
      plans.push(plan.text);
    }
    expect(plans.length).toBeGreaterThan(0);
    expect(rows, plans.join('\n')).toBeLessThan(maxRows);
    for (const index of indexes) expect(plans.join('\n')).toContain(index);
  });

  test('whom a text names is found by the names', async () => {
    const names = ['crowd-777', 'crowd 4711', ...Array.from({ length: 398 }, (_, i) => `nobody ${i}`)];
    const bindings = [JSON.stringify(names.map((name) => [chatId, name]))];
    const plan = await explain(db, { sql: findNamed[kind], bindings }, ['users', 'members']);
    expect(plan.fullScans, plan.text).toEqual([]);
    expect(plan.rows, plan.text).toBeLessThanOrEqual(4);
  });

  test('public chats are listed and counted without a look at the others', async () => {
    const work = () => Promise.all([listPublicIds(db.read, { limit: 50, offset: 0 }), countPublic(db.read)]);
    for (const statement of await statementsOf(db, work)) {
      const { text, rows } = await explain(db, statement, ['chats']);
      expect(text).toContain('chats_public');
      expect(text).not.toMatch(/TEMP B-TREE|"Sort"/);
      expect(rows).toBeLessThanOrEqual(1);
    }
  });

  const pageOf = async (slice: { limit: number; offset: number; count?: number }) =>
    (await listMembers(db.read, chatId, slice)).map(({ id }) => id);
  const planOf = async (slice: { limit: number; offset: number; count?: number }, table: string) => {
    const [statement] = await statementsOf(db, () => listMembers(db.read, chatId, slice));
    return explain(db, statement ?? { sql: '', bindings: [] }, [table]);
  };

  test('a page of members passes over the others in the index alone', async () => {
    const { text, rows } = await planOf({ limit: 50, offset: crowd - 50 }, 'users');
    expect(text).toMatch(kind === 'sqlite' ? /COVERING INDEX members_by_place/ : /Index Only Scan/);
    expect(rows).toBeLessThanOrEqual(50);
  });

  test('a page far back begins at the end, and is the same', async () => {
    const { rows } = await planOf({ limit: 50, offset: crowd - 70, count: crowd }, 'members');
    expect(rows).toBeLessThanOrEqual(2 * 70);
    for (const offset of [
      0,
      crowd / 2 - 1,
      crowd / 2,
      crowd / 2 + 1,
      crowd - 70,
      crowd - 50,
      crowd - 20,
      crowd,
    ])
      expect(await pageOf({ limit: 50, offset, count: crowd }), String(offset)).toEqual(
        await pageOf({ limit: 50, offset }),
      );
  });
});
