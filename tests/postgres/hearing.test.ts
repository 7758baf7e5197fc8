import { expect, test } from 'vitest';
import { LocalBus } from '../../api/bus/local.ts';
import { type EventType, type LogEvent, maySee, type NewEvent, type Reader } from '../../api/log/event.ts';
import { toPlace } from '../../api/log/place-number.ts';
import { readTail } from '../../api/log/queries.ts';
import { readRecent, readStored } from '../../api/log/read.ts';
import { noReferences, type References } from '../../api/log/references.ts';
import { type EventNode, eventNodes, insertUsersAndChats } from '../support/event-node.ts';
import { type Random, randomFrom, testSeed } from '../support/random.ts';
import { unreliable } from '../support/unreliable-bus.ts';
import { until } from '../support/until.ts';

// A node passes over what nobody asks for there, and whoever comes later is told all the same.

const seed = testSeed();
const [people, chats] = [4, 6];

const place = eventNodes();
const { open } = place;

const readerOf = (userId: number, ...chatIds: number[]): Reader => ({
  userId,
  isMember: (chatId) => chatIds.includes(chatId),
  chatIds: () => chatIds,
});

/** Each person is in some chats, so that some share one and others are alone. */
const readers = [readerOf(1, 1, 2), readerOf(2, 2, 3), readerOf(3, 4), readerOf(4)];

async function join({ db }: EventNode): Promise<void> {
  await db.transaction(async (trx) => {
    for (const { userId, chatIds } of readers)
      for (const chatId of chatIds())
        await trx('members').insert({ chat_id: chatId, user_id: userId, role: 'member', joined_at: 0 });
  });
}

function someEvent(random: Random, i: number): NewEvent {
  const userId = 1 + random.below(people);
  const chatId = 1 + random.below(chats);
  const data = { i };
  if (random.chance(0.2)) return { type: 'read.updated', scope: { userId }, chatUri: `chat-${chatId}`, data };
  const chatUri = `chat-${chatId}`;
  if (random.chance(0.05))
    return { type: 'broadcast.created', scope: { chatId, audience: 'everyone' }, chatUri, data };
  const type = random.pick<EventType>([
    'message.created',
    'reaction.added',
    'reaction.removed',
    'chat.updated',
  ]);
  const scope = random.chance(0.2) ? { chatId, audience: [userId] } : { chatId };
  return { type, scope, chatUri, data };
}

/** As the server does: whoever is here is known with all their chats. */
function guestList(node: EventNode) {
  const here = new Map<Reader, { since: number; heard: number }>();
  node.log.isAwaited = (addressee) =>
    [...here.keys()].some(({ userId, isMember }) => addressee === -userId || isMember(addressee));
  return here;
}

const ask = (node: EventNode, reader: Reader, position: number) => ({
  question: { reader, chat: null, position: toPlace(position), limit: 500 },
  get recent() {
    return readRecent(node.log, this.question);
  },
  get stored() {
    return readStored(node.db, node.log, this.question);
  },
});

const say = ({ log }: EventNode, chatId: number) =>
  log.write((_trx, append) =>
    append([{ type: 'message.created', scope: { chatId }, chatUri: null, data: { chatId } }]),
  );

const idsOf = (events: readonly LogEvent[]) => events.map(({ id }) => id);

test(`whoever comes and goes on a node is told just what the log says, whatever the bus does (seed ${seed})`, async () => {
  console.info(`hearing: HOLDLINE_TEST_SEED=${seed}`);
  const random = randomFrom(seed);
  const local = new LocalBus();
  const writer = await open(local.join());
  const bus = unreliable(local.join(), { random: random.fork(), lostShare: 0.15, lateMs: 20 });
  const node = await open(bus);
  await insertUsersAndChats(writer, people, chats);
  await join(writer);
  const here = guestList(node);
  const [heard, passed]: [LogEvent[], number[]] = [[], []];
  node.log.onEvents((events) => void heard.push(...events));
  node.log.onPassedOver((all) => void passed.push(...all.map(({ id }) => id)));
  const all: LogEvent[] = [];
  let answeredByMemory = 0;

  for (let i = 0; i < 300; i += 1) {
    const events = Array.from({ length: 1 + random.below(5) }, (_, n) => someEvent(random, 10 * i + n));
    all.push(...(await writer.log.write((_trx, append) => append(events))));
    const reader = random.pick(readers);
    if (here.has(reader)) {
      if (random.chance(0.3)) here.delete(reader);
    } else if (random.chance(0.3)) here.set(reader, { since: node.log.recent.head, heard: heard.length });
    if (random.chance(0.1)) bus.repeat();
    if (random.chance(0.2)) await node.log.catchUp();

    // Anyone from anywhere, as by a poll.
    const { head } = node.log.recent;
    const position = random.below(head + 1);
    const asked = ask(node, reader, position);
    const visible = (from: number, to: number) =>
      all.filter((event) => event.id > from && event.id <= to && maySee(event, reader));
    const { recent } = asked;
    if (recent) {
      answeredByMemory += 1;
      expect(idsOf(recent.events)).toEqual(idsOf(visible(position, head)));
    } else expect(idsOf((await asked.stored).events)).toEqual(idsOf(visible(position, head)));

    // Who is here since some time is told by memory, and was woken by each.
    for (const [guest, { since, heard: before }] of here) {
      const known = node.log.recent.head;
      const mine = all.filter((event) => event.id > since && event.id <= known && maySee(event, guest));
      expect(idsOf(ask(node, guest, since).recent?.events ?? [])).toEqual(idsOf(mine));
      const told = new Set(idsOf(heard.slice(before)));
      expect(mine.filter((event) => !told.has(event.id))).toEqual([]);
    }
  }
  await node.log.catchUp();
  // Each came out once, in one of the two ways, and each way in order.
  expect([...idsOf(heard), ...passed].sort((one, other) => one - other)).toEqual(idsOf(all));
  for (const ids of [idsOf(heard), passed]) expect(ids).toEqual(ids.toSorted((one, other) => one - other));
  expect(heard).toEqual((await readTail(node.db, 0, 5000)).filter(({ id }) => !passed.includes(id)));
  expect(passed.length).toBeGreaterThan(all.length / 10);
  expect(answeredByMemory).toBeGreaterThan(20);
});

test('what concerns nobody is passed over without a question, and what is said behind it is heard', async () => {
  const local = new LocalBus();
  const [writer, node] = [await open(local.join()), await open(local.join())];
  await insertUsersAndChats(writer, people, chats);
  guestList(node).set(readerOf(1, 1), { since: 0, heard: 0 });
  let questions = 0;
  node.db.read.on('query', () => {
    questions += 1;
  });
  for (const chatId of [2, 2, 1, 3]) await say(writer, chatId);
  await until(() => node.log.recent.head === 4, { what: 'the node has read all' });
  expect(node.heard).toEqual([3]);
  expect(questions).toBe(0);
});

test('whoever comes while the node looks for what it has not heard is told of it by memory', async () => {
  const writer = await open(new LocalBus().join());
  const late = readerOf(1, 1);
  // While the events of the one are made ready, the other comes.
  const resolve: References['resolve'] = (db, events) => {
    here.set(late, { since: 0, heard: 0 });
    return noReferences.resolve(db, events);
  };
  const node = await open(new LocalBus().join(), { references: { ...noReferences, resolve } });
  await insertUsersAndChats(writer, people, chats);
  const here = guestList(node);
  here.set(readerOf(2, 2), { since: 0, heard: 0 });
  for (const chatId of [2, 1]) await say(writer, chatId);
  await node.log.catchUp();
  expect(node.heard).toEqual([1, 2]);
  expect(idsOf(ask(node, late, 0).recent?.events ?? [])).toEqual([2]);
});
