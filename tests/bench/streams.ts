import { until } from '../support/until.ts';
import { median, type Scale } from './compare.ts';
import { openHall } from './hall.ts';
import { askEach, askOnce } from './load.ts';
import { cursorIn, poll, post } from './request.ts';
import { settle, sleep } from './settle.ts';
import { openStreams, streamRequest } from './stream-connection.ts';
import { markdown, number } from './table.ts';
import { onHoldline, type Target } from './target.ts';
import type { Resident, World } from './world.ts';

const people = 100;
const wordsOfRound = 20;
const hello = { message: 'The train leaves from platform nine today.' };
/** The first beat of a stream comes after a second, all others after 19 s on average. */
const beat = { beforeMs: 500, withinMs: 1000, everyS: 19 };
/** What the server makes of `wait=25`. */
const holdS = 25 * 0.95;
const hourS = 3600;

/** What one reader costs each time, in bytes on the wire and in µs of the server's processor time. */
interface Cost {
  bytes: number;
  cpuUs: number;
}

/** One server and its readers, who follow in one way. */
interface Followers {
  /** Of a reader, a message, with a part of its sending. */
  hear(): Promise<Cost>;
  /** Of a reader, that nothing came. */
  idle(): Promise<Cost>;
  close(): void;
}

/** An hour of talk by polls that are held and by streams, worked out of what each costs, which is measured in turn. */
export function measureStreams({ rounds }: Scale): Promise<string> {
  const size = { people: people + 1, perChat: people + 1 };
  return onHoldline(size, (one, polled) =>
    onHoldline(size, async (other, streamed) => {
      const polling = await followByPolls(one, polled);
      const streaming = await followByStreams(other, streamed);
      const costs = { polls: [] as Cost[], streams: [] as Cost[] };
      // The first third warms up.
      for (let i = 0; i < 3 * rounds; i += 1) {
        costs.polls.push(await polling.hear());
        costs.streams.push(await streaming.hear());
      }
      const news = {
        polls: middle(costs.polls.slice(rounds)),
        streams: middle(costs.streams.slice(rounds)),
      };
      const quiet = { polls: await polling.idle(), streams: await streaming.idle() };
      polling.close();
      streaming.close();
      return tableOf(news, quiet);
    }),
  );
}

type Both = Record<'polls' | 'streams', Cost>;

function tableOf(news: Both, quiet: Both): string {
  const rows = [60, 6].flatMap((everyS) => {
    const messages = hourS / everyS;
    const holds = messages * Math.floor(everyS / holdS);
    return [
      rowOf(`long-polling, wait=25, a message every ${everyS} s`, messages + holds, [
        [messages, news.polls],
        [holds, quiet.polls],
      ]),
      rowOf(`a stream, a message every ${everyS} s`, 1, [
        [messages, news.streams],
        [hourS / beat.everyS, quiet.streams],
      ]),
    ];
  });
  return markdown(['', 'requests', 'MB', 'processor time, s'], rows);
}

function rowOf(
  way: string,
  requests: number,
  parts: readonly (readonly [times: number, of: Cost])[],
): string[] {
  const sum = (what: keyof Cost) => people * parts.reduce((all, [times, of]) => all + times * of[what], 0);
  return [way, number(people * requests), number(sum('bytes') / 1e6), number(sum('cpuUs') / 1e6)];
}

async function followByPolls(target: Target, { residents }: World): Promise<Followers> {
  const cursors = await settle(target, residents);
  const readers = residents.slice(1);
  const hall = await openHall(target.port, readers.length, sayingOf(residents[0]));
  const asking = (wait: number) =>
    readers.map(({ token }, i) => poll({ token, cursor: cursors[i + 1], wait }));
  return {
    async hear() {
      let bytes = 0;
      const cpuUs = await cpuUsOf(target, async () => {
        for (let word = 0; word < wordsOfRound; word += 1) {
          const asked = asking(25);
          const { answers } = await hall.hear(asked);
          for (const [i, answer] of answers.entries()) {
            cursors[i + 1] = cursorIn(answer);
            bytes += answer.bytes + Buffer.byteLength(asked[i] ?? '');
          }
        }
      });
      return each(bytes, cpuUs, wordsOfRound);
    },
    async idle() {
      const asked = asking(1);
      let bytes = 0;
      const cpuUs = await cpuUsOf(target, async () => {
        const answers = await askEach(target.port, asked, 200);
        for (const [i, answer] of answers.entries())
          bytes += answer.bytes + Buffer.byteLength(asked[i] ?? '');
      });
      return each(bytes, cpuUs, 1);
    },
    close: () => hall.close(),
  };
}

async function followByStreams(target: Target, { residents }: World): Promise<Followers> {
  const open = async () => {
    const cursors = await settle(target, residents);
    const asked = residents.slice(1).map(({ token }, i) => streamRequest(token, cursors[i + 1] ?? ''));
    return openStreams(target.port, asked);
  };
  let streams = await open();
  const received = () => streams.reduce((sum, stream) => sum + stream.bytes(), 0);
  const say = sayingOf(residents[0]);
  let said = 0;
  return {
    async hear() {
      const before = received();
      const cpuUs = await cpuUsOf(target, async () => {
        for (let word = 0; word < wordsOfRound; word += 1) {
          await askOnce(target.port, say, 201);
          said += 1;
          const all = () => streams.every((stream) => stream.count(hello.message) === said);
          await until(all, { what: 'all have it', deadlineMs: 20_000 });
        }
      });
      return each(received() - before, cpuUs, wordsOfRound);
    },
    async idle() {
      for (const stream of streams) stream.close();
      streams = await open();
      await sleep(beat.beforeMs);
      const before = received();
      const cpuUs = await cpuUsOf(target, () => sleep(beat.withinMs));
      return each(received() - before, cpuUs, 1);
    },
    close() {
      for (const stream of streams) stream.close();
    },
  };
}

function sayingOf(author: Resident | undefined): string {
  const authorization = { Authorization: `JWT ${author?.token}` };
  return post(`/api/chats/${author?.chatUri}/messages/`, authorization, hello);
}

async function cpuUsOf(target: Target, work: () => Promise<void>): Promise<number> {
  const before = await target.probe();
  await work();
  const after = await target.probe();
  return (after.cpuMs - before.cpuMs) * 1000;
}

const each = (bytes: number, cpuUs: number, times: number): Cost => ({
  bytes: bytes / people / times,
  cpuUs: cpuUs / people / times,
});

const middle = (costs: readonly Cost[]): Cost => ({
  bytes: median(costs.map(({ bytes }) => bytes)),
  cpuUs: median(costs.map(({ cpuUs }) => cpuUs)),
});
