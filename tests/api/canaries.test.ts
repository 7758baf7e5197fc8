import { expect } from 'vitest';
import type { Aviary, Cage, Said } from '../support/aviary.ts';
import { arrive, flutter, letDisappear, namesOf } from '../support/canaries.ts';
import { type Exits, openExits, toldTo } from '../support/canary-exits.ts';
import { anonymous, type Person } from '../support/person.ts';
import { randomFrom, testSeed } from '../support/random.ts';
import { connectTo } from '../support/raw-database.ts';
import type { TestServer } from '../support/server.ts';
import { scale } from '../support/soak.ts';
import { storedBytes } from '../support/stored-bytes.ts';
import { streamToNow } from '../support/stream-reader.ts';
import { until } from '../support/until.ts';
import { test } from './outside-stage.ts';
import type { History } from './wire.ts';

// What was taken back is nowhere, and what was not is still there, for who may see it alone: whatever people do, in whatever order, and
// whichever way it goes to them: asked for, streamed, to a bot, by a hook, to a device.

const together = 12;

/** Asks everything of `urls`, some at a time; the answers put together. */
async function ask(reader: Pick<Person, 'get'>, urls: readonly string[]): Promise<string> {
  const answers: string[] = [];
  for (let i = 0; i < urls.length; i += together) {
    const some = urls.slice(i, i + together);
    const replies = await Promise.all(some.map((url) => reader.get(url)));
    for (const [at, { status, text }] of replies.entries()) {
      if (status !== 200 && status !== 403 && status !== 404)
        throw new Error(`${some[at]}: ${status} ${text}`);
      answers.push(text);
    }
  }
  return answers.join('\n');
}

const pages = ['/api/chats/?page_size=200', '/api/chats/public/', '/api/users/?page_size=200', '/auth/me/'];
const ofChat = ['', 'messages/?limit=200', 'mood/', 'members/?page_size=200', 'bans/', 'pins/'].concat(
  ['json', 'txt', 'csv'].map((format) => `export/?format=${format}`),
);

function urlsFor({ chats, cursors, people }: Aviary, reader: Person): string[] {
  const mine = chats.filter(({ members }) => members.has(reader)).map(({ path }) => path);
  // In a long run from all of them; else from every other, and each reader from other ones.
  const isLong = scale().rounds > 1;
  const from = [...cursors].filter((_, i) => isLong || (i + people.indexOf(reader)) % 2 === 0);
  const feeds = from.flatMap((cursor, i) => {
    // In a long run of every chat; else of one after the other, and of another for each reader.
    const turn = (i + people.indexOf(reader)) % Math.max(1, mine.length);
    const paths = ['/api/', ...(isLong ? mine : mine.slice(turn, turn + 1))];
    return paths.flatMap((path) => [
      `${path}events/?cursor=${cursor}&limit=1`,
      `${path}events/?cursor=${cursor}&limit=200`,
      // The body that readers share; by one cursor in four, because some of these are held.
      ...(i % 4 === 0 ? [`${path}events/?cursor=${cursor}&limit=1&wait=1`] : []),
    ]);
  });
  return [...pages, ...chats.flatMap(({ path }) => ofChat.map((part) => path + part)), ...feeds];
}

const maySee = (reader: Person, { members }: Cage, { author, to }: Said) =>
  members.has(reader) && (to === null || author === reader || to === reader);

function split({ chats }: Aviary, reader: Person): { shown: Said[]; hidden: Said[] } {
  const all = chats.flatMap((cage) =>
    cage.messages.map((said) => ({ said, isShown: maySee(reader, cage, said) })),
  );
  const [shown, hidden] = [true, false].map((wanted) =>
    all.filter(({ isShown }) => isShown === wanted).map(({ said }) => said),
  );
  return { shown: shown ?? [], hidden: hidden ?? [] };
}

/** In what this reader was told: nothing that is gone, whispered to others or said where they are not; and all that `due` says. */
function expectHonest(
  aviary: Aviary,
  reader: Person,
  told: string,
  due: readonly Said[],
  when: string,
): void {
  const found = [...aviary.gone].filter(([canary]) => told.includes(canary));
  expect(found, `${when}, told to ${reader.username} (${aviary.story.length} deeds)`).toEqual([]);
  const isTold = ({ canary }: Said) => canary !== null && told.includes(canary);
  const { hidden } = split(aviary, reader);
  expect(
    hidden.filter(isTold).map(({ id, canary }) => [id, canary]),
    `${when}, not for ${reader.username}`,
  ).toEqual([]);
  expect(
    due.filter((said) => said.canary !== null && !isTold(said)).map(({ id, canary }) => [id, canary]),
    `${when}, missing`,
  ).toEqual([]);
}

/** From one of the first cursors that there are, so that it passes all that was taken back since. */
async function stream({ server, cursors }: Aviary, reader: Person, path = '/api/'): Promise<string> {
  const [first = ''] = cursors;
  return (await streamToNow(server, reader, `${path}events/?cursor=${first}`)).join('\n');
}

/** To who runs the chat with the hook nothing that is gone, and no whisper. */
async function expectHonestAnswers(
  { gone, whispered }: Aviary,
  { answers }: Exits,
  when: string,
): Promise<void> {
  const shown = (await answers()).join('\n');
  const found = [...gone.keys(), ...whispered].filter((canary) => shown.includes(canary));
  expect(found, `${when}, answered`).toEqual([]);
}

/** Nothing that is gone; of what stands, all that this reader may see, and nothing else. */
async function expectTruth(aviary: Aviary, exits: Exits, when: string): Promise<void> {
  await expectHonestAnswers(aviary, exits, when);
  const { bot } = exits;
  for (const reader of aviary.people) {
    const told = await ask(reader, urlsFor(aviary, reader));
    expectHonest(aviary, reader, told, split(aviary, reader).shown, when);
    expectHonest(aviary, reader, await stream(aviary, reader), [], `${when}, streamed`);
    for (const person of aviary.people)
      expect(told.includes(namesOf(person)[1] ?? '?'), `${when}, ${person.username} is listed`).toBe(true);
  }
  for (const { path } of aviary.chats.filter(({ members }) => members.has(bot))) {
    const told = await ask(bot, [`${path}messages/?limit=200`, path]);
    expectHonest(aviary, bot, told, split(aviary, bot).shown, when);
    expectHonest(aviary, bot, await stream(aviary, bot, path), [], `${when}, streamed`);
  }
  const previews = await ask(
    anonymous(aviary.server),
    aviary.chats.map(({ path }) => path),
  );
  expect([...aviary.gone.keys()].filter((canary) => previews.includes(canary))).toEqual([]);
}

/** By a hook that was behind all of it; and no whisper to a device, whoever is meant. */
async function expectDelivered(aviary: Aviary, { bot, device, catchUp }: Exits, when: string): Promise<void> {
  expectHonest(aviary, bot, await catchUp(), [], `${when}, delivered`);
  const pushed = toldTo(device);
  expect(pushed, `${when}, a whisper wakes its device`).toContain('"kind":"message"');
  expect(
    [...aviary.whispered].filter((canary) => pushed.includes(canary)),
    `${when}, pushed`,
  ).toEqual([]);
}

/** By each word itself; of what is gone by the newest words, which are the likeliest to be in some memory. */
async function expectSearches(aviary: Aviary): Promise<void> {
  const gone = [...aviary.gone.keys()].slice(-25);
  for (const { path, members, messages } of aviary.chats) {
    const [reader] = members;
    if (!reader) continue;
    const find = async (word: string) =>
      (await reader.get<History>(`${path}messages/?search=${word}`)).body.messages.length;
    for (const word of gone) expect(await find(word), `a search for ${word}`).toBe(0);
    const everywhere = `/api/messages/?search=${gone.at(-1)}`;
    expect((await reader.get<History>(everywhere)).body.messages, everywhere).toEqual([]);
    const [standing] = split(aviary, reader)
      .shown.filter((said) => said.canary !== null && messages.includes(said))
      .slice(-1);
    if (standing?.canary) expect(await find(standing.canary)).toBe(1);
  }
}

async function countToErase({ settings }: TestServer): Promise<number> {
  const db = connectTo({ settings, drop: async () => {} });
  try {
    const due = db('messages').whereNotNull('text').where('expires_at', '<=', Date.now());
    const [row] = await due.count<{ count: number }[]>('* as count');
    return Number(row?.count);
  } finally {
    await db.destroy();
  }
}

async function expectNotStored({ server, gone, chats, people }: Aviary): Promise<void> {
  const stored = await storedBytes(server.settings);
  expect(
    [...gone].filter(([canary]) => stored.includes(canary)),
    'stored',
  ).toEqual([]);
  const standing = chats.flatMap(({ messages }) => messages.flatMap(({ canary }) => canary ?? []));
  for (const canary of [...standing, ...people.flatMap(namesOf)])
    expect(stored.includes(canary), `${canary} is stored`).toBe(true);
}

test('a canary that was taken back is in no answer, from no cursor, and not in the database', {
  timeout: scale().timeoutMs,
}, async ({ server, outside }) => {
  const seed = testSeed();
  console.info(`canaries: HOLDLINE_TEST_SEED=${seed}`);
  const aviary: Aviary = {
    random: randomFrom(seed),
    server,
    people: [],
    chats: [],
    gone: new Map(),
    whispered: new Set(),
    cursors: new Set(),
    story: [],
  };
  for (let i = 0; i < 3; i += 1) aviary.people.push(await arrive(aviary));
  const exits = await openExits(aviary, outside);
  for (let round = 0; round < scale().rounds; round += 1) {
    await flutter(aviary, 30);
    await expectHonestAnswers(aviary, exits, `seed ${seed}, round ${round}, meanwhile`);
    await exits.fallBehind();
    // By chance little may be taken back: then they go on.
    do await flutter(aviary, 30);
    while (aviary.gone.size < 5);
    letDisappear(aviary);
    await expectDelivered(aviary, exits, `seed ${seed}, round ${round}`);
    await expectTruth(aviary, exits, `seed ${seed}, round ${round}, in memory`);
    await expectSearches(aviary);
    await until(() => countToErase(server), {
      what: 'what has disappeared is erased',
      is: (count) => count === 0,
    });
    await server.halt();
    await expectNotStored(aviary);
    await server.resume();
    await expectTruth(aviary, exits, `seed ${seed}, round ${round}, read anew`);
    // Else a long run would ask more and more.
    aviary.cursors = new Set([...aviary.cursors].filter(() => aviary.random.chance(0.5)));
  }
});
