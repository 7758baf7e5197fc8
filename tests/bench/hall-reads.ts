import type { DatabaseKind } from '../support/database.ts';
import { medianPair, type Scale } from './compare.ts';
import { type Answer, Connection, openConnections } from './connection.ts';
import { expectStatus } from './load.ts';
import { message } from './message.ts';
import { onPostgres } from './on-postgres.ts';
import { cursorIn, poll, put } from './request.ts';
import { settle, sleep } from './settle.ts';
import { atMost, databaseNames, number, pairRow, type Row } from './table.ts';
import { openTalk } from './talk.ts';
import { onHoldline } from './target.ts';
import type { Resident } from './world.ts';

const waitS = 55;
/** Beside the hall: they all talk in another chat, one after the other. */
const talkers = 20;

/** The first `readers` people are the hall, and the others talk in another chat. */
export const hallAndTalk = (readers: number) => ({ people: readers + talkers, perChat: readers });

/**
 * A hall that reads what is said to it as a page does: the held poll is answered, the read marker moves, the next poll waits. And others
 * who talk elsewhere.
 */
export async function openHallAndTalk(port: number, residents: readonly Resident[], readers: number) {
  const hall = await fillHall(port, residents.slice(0, readers));
  const talk = await openTalk(port, residents.slice(readers));
  return {
    /** Somebody says something in the hall; resolves when all have read it, with how long each word elsewhere waited meanwhile. */
    read: () => talk.during(hall.hear()),
    /** The same while nothing is said in the hall. */
    talk: (ms: number) => talk.during(sleep(ms)),
    close() {
      for (const each of [hall, talk]) each.close();
    },
  };
}

/** In turn with the hall reading and with nothing in it, for about as long. */
export async function measureHallReads(scale: Scale): Promise<Row[]> {
  return [...(await measureOn('sqlite', scale)), ...(await onPostgres(() => measureOn('postgres', scale)))];
}

function measureOn(database: DatabaseKind, { readers, rounds }: Scale): Promise<Row[]> {
  return onHoldline({ ...hallAndTalk(readers), database }, async ({ port }, { residents }) => {
    const scene = await openHallAndTalk(port, residents, readers);
    const waits = { reading: [] as number[][], quiet: [] as number[][] };
    // The first third warms up.
    for (let i = 0; i < 3 * rounds; i += 1) {
      const startedAt = performance.now();
      const reading = await scene.read();
      const quiet = await scene.talk(performance.now() - startedAt);
      if (i < rounds) continue;
      waits.reading.push(reading);
      waits.quiet.push(quiet);
    }
    scene.close();
    const at = (share: number) =>
      medianPair(
        waits.reading.map((all) => quantile(all, share)),
        waits.quiet.map((all) => quantile(all, share)),
      );
    const what = `A word elsewhere while ${number(readers)} read, ${databaseNames[database]}`;
    return [pairRow(`${what}, beside quiet: median, ms`, at(0.5)), pairRow('  p99, ms', at(0.99), atMost(3))];
  });
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
}

/** Everyone in it waits for news, and reads what comes. */
async function fillHall(port: number, people: readonly Resident[]) {
  const cursors = await settle({ port }, people);
  const connections = await openConnections(port, people.length);
  let isOver = false;
  let toCome = 0;
  let allHaveRead = () => {};
  const read = async (connection: Connection, { token, chatUri }: Resident, from = '') => {
    for (let cursor = from; !isOver; ) {
      const news = expectStatus(200, await connection.ask(poll({ token, cursor, wait: waitS })));
      cursor = cursorIn(news);
      const id = newestIn(news);
      if (id === null) continue;
      const as = { Authorization: `JWT ${token}` };
      const mark = put(`/api/chats/${chatUri}/read/`, as, { message_id: id });
      expectStatus(200, await connection.ask(mark));
      toCome -= 1;
      if (toCome === 0) allHaveRead();
    }
  };
  const reading = Promise.all(
    people.map((person, i) => read(connections[i] as Connection, person, cursors[i])),
  );
  const speaker = await Connection.open(port);
  return {
    /** Somebody there says something; resolves when all have read it, and throws where one of them can't. */
    async hear(): Promise<void> {
      toCome = people.length;
      const heard = new Promise<void>((resolve) => {
        allHaveRead = resolve;
      });
      expectStatus(201, await speaker.ask(message(people[0] as Resident)));
      await Promise.race([heard, reading]);
    },
    close() {
      isOver = true;
      for (const each of [...connections, speaker]) each.close();
    },
  };
}

function newestIn({ body }: Answer): number | null {
  const { events } = JSON.parse(body.toString()) as { events: { type: string; data: { id: number } }[] };
  return events.findLast(({ type }) => type === 'message.created')?.data.id ?? null;
}
