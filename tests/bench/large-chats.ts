import { openDatabase } from '../../api/db/connection.ts';
import { insertCrowd, insertCrowdAsMembers, refreshStatistics } from '../support/crowd.ts';
import { until } from '../support/until.ts';
import { inTurn, type Scale } from './compare.ts';
import { answersWithin, askOnce, type Load } from './load.ts';
import { get, patch, post, remove } from './request.ts';
import { atMost, countRow, number, pairRow, type Row } from './table.ts';
import { onHoldline, type Target } from './target.ts';
import type { Resident, World } from './world.ts';

/** Those who do something, of each chat; in the large one a crowd stands beside them. */
const perChat = 16;
/** As many as are shown with a chat: where fewer are, there is less to show. */
const few = 200;
/** Chats of the world, by number: two that are compared, two that are deleted, and one where people talk meanwhile. */
const chats = 5;
const kinds = ['Open', 'First members', 'Middle members', 'Last members', 'Send', 'Join and leave'] as const;

/** Whether what people do in a chat gets dearer with those who are in it, and what the end of a large one costs everyone else. */
export function measureLargeChats(scale: Scale): Promise<Row[]> {
  return onHoldline({ people: perChat * chats, perChat }, async (target, world) => {
    const many = scale.manyMembers;
    await fill(world, many);
    const groups = Array.from({ length: chats }, (_, i) =>
      world.residents.slice(i * perChat, (i + 1) * perChat),
    );
    const [large = [], small = [], largeEnding = [], smallEnding = [], elsewhere = []] = groups;
    const rows: Row[] = [];
    const loads = [loadsOf(large, many), loadsOf(small, few)] as const;
    for (const kind of kinds) {
      const msEach = (load: Load, ms = scale.roundMs) =>
        answersWithin(ms, target.port, load).then((count) => ms / count);
      for (const each of loads) await msEach(each[kind], scale.warmUpMs);
      const pair = await inTurn(
        scale.rounds,
        () => msEach(loads[0][kind]),
        () => msEach(loads[1][kind]),
      );
      rows.push(pairRow(`${kind} in a chat of ${number(many)}, beside ${few}: ms`, pair, atMost(1.5)));
    }
    return [...rows, ...(await measureEnd(target, world, { many, largeEnding, smallEnding, elsewhere }))];
  });
}

/** So many members in the chats that are to be large, and few in their likes. */
async function fill({ settings }: World, many: number): Promise<void> {
  const db = openDatabase({ dataDir: settings.DATA_DIR ?? '', databaseUrl: null });
  try {
    await db.transaction(async (trx) => {
      await insertCrowd(trx, many);
      for (const chatId of [1, 3]) await insertCrowdAsMembers(trx, chatId, many - perChat);
      for (const chatId of [2, 4]) await insertCrowdAsMembers(trx, chatId, few - perChat);
    });
    await refreshStatistics(db);
  } finally {
    await db.close();
  }
}

function loadsOf(residents: readonly Resident[], members: number): Record<(typeof kinds)[number], Load> {
  // Whoever owned it would hand it over.
  const others = residents.slice(1);
  const load = (request: (path: string, who: Resident) => string, status = 200): Load => ({
    status,
    requests: others.map((who) => request(`/api/chats/${who.chatUri}/`, who)),
  });
  const last = Math.ceil(members / 50);
  return {
    Open: load((path, who) => get(path, as(who))),
    'First members': load((path, who) => get(`${path}members/?page_size=50`, as(who))),
    'Middle members': load((path, who) =>
      get(`${path}members/?page_size=50&page=${Math.ceil(last / 2)}`, as(who)),
    ),
    'Last members': load((path, who) => get(`${path}members/?page_size=50&page=${last}`, as(who))),
    Send: load((path, who) => post(`${path}messages/`, as(who), { message: 'See you at six!' }), 201),
    // Whoever is in it already, from the round before, joins it once more.
    'Join and leave': {
      ...load((path, who) => patch(path, as(who), {})),
      back: others.map((who) => remove(`/api/chats/${who.chatUri}/members/${who.username}/`, as(who))),
      backStatus: 204,
    },
  };
}

interface Ending {
  many: number;
  largeEnding: readonly Resident[];
  smallEnding: readonly Resident[];
  elsewhere: readonly Resident[];
}

/** The owners delete their chats; meanwhile somebody talks in another one. */
async function measureEnd(
  { port }: Target,
  { settings }: World,
  { many, largeEnding: [largeOwner], smallEnding: [smallOwner], elsewhere: [talker] }: Ending,
): Promise<Row[]> {
  if (!largeOwner || !smallOwner || !talker) throw new Error('Somebody is missing.');
  const end = async (owner: Resident) => {
    const startedAt = performance.now();
    await askOnce(port, remove(`/api/chats/${owner.chatUri}/`, as(owner)), 204);
    return performance.now() - startedAt;
  };
  const smallMs = await end(smallOwner);
  const largeMs = await end(largeOwner);
  const endedAt = performance.now();
  const word = post(`/api/chats/${talker.chatUri}/messages/`, as(talker), { message: 'And here?' });
  const waits: number[] = [];
  const db = openDatabase({ dataDir: settings.DATA_DIR ?? '', databaseUrl: null });
  try {
    await until(
      async () => {
        const startedAt = performance.now();
        await askOnce(port, word, 201);
        waits.push(performance.now() - startedAt);
        return (await db.read('chats').whereNotNull('erase_at').first('id')) === undefined;
      },
      { what: 'the chat is erased', deadlineMs: 600_000 },
    );
  } finally {
    await db.close();
  }
  const erasedMs = performance.now() - endedAt;
  waits.sort((a, b) => a - b);
  const pair = { ours: largeMs, beside: smallMs, ratio: largeMs / smallMs };
  return [
    pairRow(`Delete a chat of ${number(many)}, beside ${few}: ms`, pair, atMost(1.5)),
    countRow(`  until its rows are gone: s`, erasedMs / 1000),
    countRow(`  a word elsewhere meanwhile: ms, median`, waits[Math.floor(waits.length / 2)] ?? 0),
    countRow(`  a word elsewhere meanwhile: ms, the longest`, waits.at(-1) ?? 0),
  ];
}

function as({ token }: Resident): Record<string, string> {
  return { Authorization: `JWT ${token}` };
}
