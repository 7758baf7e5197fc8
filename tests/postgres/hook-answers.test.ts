import { afterEach, describe, expect, test } from 'vitest';
import { forgetAnswersNaming, forgetAnswersTo, forgetting } from '../../api/hooks/answer-queries.ts';
import { maxAttempts, recordTries, type Tried } from '../../api/hooks/attempt-queries.ts';
import { createDatabase, type DatabaseKind, type TestDatabase } from '../support/database.ts';
import { type EventNode, insertUsersAndChats, openEventNode } from '../support/event-node.ts';
import { explain } from '../support/plans.ts';
import { watchPostgres, watchSql } from '../support/watched-sql.ts';

// What it costs to keep how receivers answered, and to forget it with what it repeats, however much of it there is.

const kinds: DatabaseKind[] = ['sqlite', 'postgres'];
const hooks = 60;

let database: TestDatabase;
let node: EventNode;

/** Of the chats 1 to 60, each with one bot of the same id and its hook, and a message of the same id that says so. */
async function start(kind: DatabaseKind): Promise<void> {
  database = await createDatabase(kind);
  node = await openEventNode(database);
  await insertUsersAndChats(node, hooks, hooks);
  const ids = Array.from({ length: hooks }, (_, i) => i + 1);
  await node.db.transaction(async (trx) => {
    await trx('members').insert(ids.map((id) => ({ chat_id: id, user_id: id, role: 'bot', joined_at: 0 })));
    const said = { polarity: 0, content_hash: '', created_at: 0 };
    await trx('messages').insert(
      ids.map((id) => ({ ...said, id, chat_id: id, author_id: id, text: `m${id}` })),
    );
    const hook = { url: 'https://bot.example/', set_by_id: 1, event_types: 'message.created', cursor: '' };
    const state = { secret_id: '', secret_hash: '', tries: 0, attempts: 0, created_at: 0 };
    await trx('hooks').insert(ids.map((id) => ({ bot_id: id, chat_id: id, ...hook, ...state })));
  });
}

afterEach(async () => {
  await node.close();
  await database.drop();
});

function tryOf(botId: number, number: number, text: string | null): Tried {
  const attempt = { botId, number, event: `e-${number}`, eventType: 'message.created', at: 0, ms: 1 };
  return {
    attempt: { ...attempt, status: 200, problem: null },
    answer:
      text === null
        ? null
        : { text, told: { texts: new Map([[botId, `m${botId}`]]), excerpts: new Map(), people: new Map() } },
    before: { url: 'https://bot.example/', cursor: '', attempts: number },
    after: { cursor: '', failingSince: null, tries: 0, nextTryAt: null, pausedBy: null },
  };
}

const record = (tried: readonly Tried[]) => node.db.transaction((trx) => recordTries(trx, tried, 0));
const kept = () => node.db.read('hook_attempts').whereNotNull('answer').orderBy('bot_id').pluck('bot_id');

describe.for(kinds)('on %s', (kind) => {
  test('fifty tries are recorded by as many statements as one: two, and four more where something was answered', async () => {
    await start(kind);
    const watched = kind === 'sqlite' ? watchSql() : watchPostgres();
    const costOf = async (count: number, number: number, text: string | null) => {
      watched.seen.length = 0;
      await record(Array.from({ length: count }, (_, i) => tryOf(i + 1, number, text)));
      return watched.seen.filter((sql) => /hook|messages|users/.test(sql)).length;
    };
    try {
      expect([await costOf(1, 0, null), await costOf(50, 1, null)]).toEqual([2, 2]);
      const answered = [await costOf(1, 2, 'ok'), await costOf(50, 3, 'ok')];
      expect(answered[0]).toBe(answered[1]);
      expect(answered[0]).toBeLessThanOrEqual(6);
    } finally {
      watched.stop();
    }
  });

  test('what is forgotten is found by an index, and in a place that is used again nothing else goes with it', async () => {
    await start(kind);
    // Of each message one answer, and of whoever said it a hundred.
    const numbers = Array.from({ length: maxAttempts }, (_, i) => i);
    const all = [...Array(hooks).keys()].flatMap((i) => numbers.map((slot) => ({ bot_id: i + 1, slot })));
    const rest = { event: 'e', event_type: 'message.created', at: 0, ms: 1, answer: 'ok' };
    await node.db.transaction(async (trx) => {
      const attempts = all.map((it) => ({ ...it, number: it.slot, ...rest }));
      await trx.batchInsert('hook_attempts', attempts, 500);
      const sourcesOf = ({ bot_id, slot }: { bot_id: number; slot: number }) =>
        [1000 * bot_id + slot, -bot_id].map((source) => ({ bot_id, slot, source }));
      await trx.batchInsert('hook_answer_sources', all.flatMap(sourcesOf), 500);
    });
    if (kind === 'postgres') await node.db.read.raw('analyze hook_attempts, hook_answer_sources');
    const statement = { sql: forgetting[kind], bindings: [JSON.stringify([[7000]])] };
    const plan = await explain(node.db, statement, ['hook_attempts', 'hook_answer_sources']);
    expect(plan.fullScans, plan.text).toEqual([]);

    await node.db.transaction((trx) => forgetAnswersTo(trx, [9001, 9002, 10_001]));
    const counts = async () =>
      [9, 10, 11, 12].map(async (id) => (await kept()).filter((each) => each === id).length);
    expect(await Promise.all(await counts())).toEqual([98, 99, 100, 100]);
    // In the places of two that repeated message 11,000 and 12,000, which then go.
    await record([tryOf(11, maxAttempts, 'of another message'), tryOf(12, maxAttempts, null)]);
    await node.db.transaction((trx) => forgetAnswersTo(trx, [11_000, 12_000]));
    expect(await Promise.all(await counts())).toEqual([98, 99, 100, 99]);
    await node.db.transaction((trx) => forgetAnswersNaming(trx, 12));
    expect(await Promise.all(await counts())).toEqual([98, 99, 100, 0]);
  });
});
