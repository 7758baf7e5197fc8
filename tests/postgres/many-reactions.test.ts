import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReact } from '../../api/messages/react.ts';
import type { Reacting } from '../../api/reactions/message.ts';
import { createDatabase, type DatabaseKind, type TestDatabase } from '../support/database.ts';
import { countStatements } from '../support/driver-statements.ts';
import { type EventNode, insertUsersAndChats, openEventNode } from '../support/event-node.ts';
import { movableClock } from '../support/movable-clock.ts';
import { randomFrom, testSeed } from '../support/random.ts';
import { insertTalk } from '../support/talk.ts';

// Reactions that share a commit end as if they had come one after the other, and cost no statement each.

const kinds: DatabaseKind[] = ['sqlite', 'postgres'];
const people = 200;
const outsider = people + 1;
const messages = 6;
const seed = testSeed();
/** One more than a message takes. */
const faces = [...'😀😁😂😃😄😅😆😉😊😋😌😍😎😏😐😑😒😓😔😕😖'];

/** What is done to a chat's messages, which are counted from 0. */
type Deed = Pick<Reacting, 'userId' | 'emoji' | 'change'> & { message: number };

describe.for(kinds)('reactions of many people at once, on %s', (kind) => {
  let database: TestDatabase;
  let node: EventNode;
  let react: ReturnType<typeof createReact>;
  let chats = 0;

  beforeAll(async () => {
    database = await createDatabase(kind);
    node = await openEventNode(database);
    await insertUsersAndChats(node, outsider, 6);
    react = createReact({ log: node.log, clock: movableClock() });
  });

  afterAll(async () => {
    await node.close();
    await database.drop();
  });

  /** A new chat, in which the fourth message is a whisper of user 4 to user 5, the fifth is deleted, and user 6 has blocked user 7. */
  async function startChat() {
    chats += 1;
    const chatId = chats;
    const firstId = 100 * chatId;
    await insertTalk(node, { chatId, members: people, messages, firstId });
    await node.db.transaction(async (trx) => {
      await trx('messages')
        .where({ id: firstId + 3 })
        .update({ to_id: 5 });
      await trx('messages')
        .where({ id: firstId + 4 })
        .update({ text: null });
      await trx('messages')
        .where({ id: firstId + 5 })
        .update({ author_id: 6, to_id: 7 });
      await trx('blocks').insert({ blocker_id: 6, blocked_id: 7, created_at: 0 }).onConflict().ignore();
    });
    const reacting = ({ message, ...deed }: Deed): Reacting => ({ ...deed, chatId, id: firstId + message });
    const outcomeOf = (deed: Deed) => react(reacting(deed)).then(() => 'done', codeOf);
    return {
      /** While something else commits, so that all share the next commit. */
      async together(deeds: readonly Deed[]) {
        const before = node.log.write(async () => {});
        const outcomes = Promise.all(deeds.map(outcomeOf));
        await before;
        return outcomes;
      },
      async oneByOne(deeds: readonly Deed[]) {
        const outcomes: unknown[] = [];
        for (const deed of deeds) outcomes.push(await outcomeOf(deed));
        return outcomes;
      },
      /** What is left of it: the rows, and what was told. */
      async traces() {
        const of = (table: string) => node.db.read(table).whereBetween('message_id', [firstId, firstId + 99]);
        const rows = await of('reactions').orderBy(['message_id', 'emoji', 'user_id']);
        const events = await of('events').orderBy('id');
        return {
          given: rows.map(({ message_id, emoji, user_id }) => [message_id - firstId, emoji, user_id]),
          told: events.map(({ message_id, type }) => [message_id - firstId, type]),
        };
      },
    };
  }

  const each = (count: number, deed: Omit<Deed, 'userId'>): Deed[] =>
    Array.from({ length: count }, (_, i) => ({ userId: i + 1, ...deed }));

  test('cost as many statements as two of them', async () => {
    const chat = await startChat();
    const added = { emoji: '🎂', change: 'added' } as const;
    // The first of their kind are prepared.
    await chat.together(each(1, { message: 0, ...added }));
    const ofTwo = await countStatements(() => chat.together(each(2, { message: 2, ...added })));
    expect(ofTwo).toBeGreaterThan(5);
    expect(await countStatements(() => chat.together(each(200, { message: 1, ...added })))).toBe(ofTwo);
    expect((await chat.traces()).given).toHaveLength(203);
  });

  test('are refused one by one, and those that are touch no other', async () => {
    const chat = await startChat();
    const give = (userId: number, message: number, emoji = '🎂'): Deed => ({
      userId,
      message,
      emoji,
      change: 'added',
    });
    const outcomes = await chat.together([
      give(1, 0),
      give(outsider, 0),
      give(1, 3),
      give(5, 3),
      give(1, 4),
      give(7, 5),
      give(6, 5),
      give(1, 77),
      give(2, 0),
    ]);
    expect(outcomes).toEqual([
      'done',
      'not_a_member',
      'not_found',
      'done',
      'not_found',
      'blocked',
      'blocked_by_you',
      'not_found',
      'done',
    ]);
    expect((await chat.traces()).given).toEqual([
      [0, '🎂', 1],
      [0, '🎂', 2],
      [3, '🎂', 5],
    ]);
  });

  test('of one person come one after the other, and so does what a message takes', async () => {
    const chat = await startChat();
    const deed = (emoji: string, change: Deed['change']): Deed => ({ userId: 1, message: 0, emoji, change });
    const [first = '', ...more] = faces;
    const all = [
      deed(first, 'removed'),
      deed(first, 'added'),
      deed(first, 'added'),
      deed(first, 'removed'),
      deed(first, 'added'),
      ...more.map((emoji) => deed(emoji, 'added')),
      deed(first, 'removed'),
      deed(more.at(-1) ?? '', 'added'),
    ];
    const outcomes = await chat.together(all);
    expect(outcomes.indexOf('too_many_reactions')).toBe(24);
    expect(outcomes.filter((outcome) => outcome !== 'done')).toHaveLength(1);
    const { given, told } = await chat.traces();
    expect(given.map(([, emoji]) => emoji).toSorted()).toEqual(more.toSorted());
    expect(told.filter(([, type]) => type === 'reaction.removed')).toHaveLength(2);
    expect(told).toHaveLength(24);
  });

  test(`end as one by one, whatever they are (seed ${seed})`, async () => {
    const random = randomFrom(seed);
    const [atOnce, inTurn] = [await startChat(), await startChat()];
    for (let round = 0; round < 3; round += 1) {
      const deeds = Array.from(
        { length: 120 },
        (): Deed => ({
          userId: random.chance(0.05) ? outsider : 1 + random.below(8),
          message: random.below(messages),
          emoji: random.pick(faces),
          change: random.chance(0.6) ? 'added' : 'removed',
        }),
      );
      expect(await atOnce.together(deeds)).toEqual(await inTurn.oneByOne(deeds));
    }
    const [left, right] = [await atOnce.traces(), await inTurn.traces()];
    expect(left.given.length).toBeGreaterThan(20);
    expect(left).toEqual(right);
  });
});

function codeOf(error: unknown): unknown {
  return Object(error).code;
}
