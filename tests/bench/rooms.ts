import { medianPair, type Scale } from './compare.ts';
import { type Answer, type Connection, openConnections } from './connection.ts';
import { quantile } from './hall-reads.ts';
import { expectStatus } from './load.ts';
import { cursorIn, poll, post } from './request.ts';
import { settle, sleep } from './settle.ts';
import { atMost, pairRow, type Row } from './table.ts';
import { onBare, onHoldline, type Target } from './target.ts';
import type { Resident } from './world.ts';

const people = 200;
const rooms = 20;
const perRoom = people / rooms;
const messagesPerSecond = 50;
const waitS = 55;
const words = 'The bus is ten minutes late.';

/** A usual evening: everybody waits for news in their room, and now here and now there something is said. */
export function measureRooms({ rounds, roundMs }: Scale): Promise<Row[]> {
  return onHoldline({ people, perChat: perRoom }, async (target, { residents }) => {
    const evening = await openEvening(target, residents, await settle(target, residents));
    const like = await evening.hear(0);
    return onBare(like, { holdsGets: true }, async (bare) => {
      const bareEvening = await openEvening(bare, residents, []);
      const ours: Talk[] = [];
      const beside: Talk[] = [];
      // The first third warms up.
      for (let i = 0; i < 3 * rounds; i += 1) {
        ours.push(await evening.talk(roundMs));
        beside.push(await bareEvening.talk(roundMs));
      }
      for (const each of [evening, bareEvening]) each.close();
      const pairOf = (figure: (talk: Talk) => number) =>
        medianPair(ours.slice(rounds).map(figure), beside.slice(rounds).map(figure));
      const name = `${people} people in ${rooms} rooms, ${messagesPerSecond} messages/s, held`;
      return [
        pairRow(
          `${name}: until it is read, median, ms`,
          pairOf(({ ms }) => quantile(ms, 0.5)),
          atMost(2),
        ),
        pairRow(
          '  p99, ms',
          pairOf(({ ms }) => quantile(ms, 0.99)),
          atMost(2),
        ),
        pairRow(
          `  processor time of a message with its ${perRoom} readers, µs`,
          pairOf(({ cpuUs }) => cpuUs),
        ),
      ];
    });
  });
}

interface Talk {
  /** Of each message to each reader, from being said on. */
  ms: number[];
  /** Of the server, for each message. */
  cpuUs: number;
}

interface Room {
  saidAt: number;
  toCome: number;
  /** Called with the answer of the last of its readers. */
  allHaveRead(answer: Answer): void;
}

/** Everyone on a connection of their own, and one more for each room, on which things are said. */
async function openEvening(target: Target, residents: readonly Resident[], cursors: readonly string[]) {
  const readers = await openConnections(target.port, people);
  const speakers = await openConnections(target.port, rooms);
  const all = Array.from({ length: rooms }, (): Room => ({ saidAt: 0, toCome: 0, allHaveRead() {} }));
  let times: number[] = [];

  const read = async (i: number) => {
    const room = Math.floor(i / perRoom);
    const state = all[room] as Room;
    for (let cursor = cursors[i] ?? ''; ; ) {
      const request = poll({ token: residents[i]?.token, cursor, wait: waitS, headers: roomHeader(room) });
      const answer = expectStatus(200, await (readers[i] as Connection).ask(request));
      cursor = cursorIn(answer);
      if (!answer.body.includes(words)) continue;
      times.push(performance.now() - state.saidAt);
      state.toCome -= 1;
      if (state.toCome === 0) state.allHaveRead(answer);
    }
  };
  const reading = Promise.all(readers.map((_, i) => read(i)));
  // Whoever waits for a room is told.
  reading.catch(() => {});

  /** Resolves when everybody there has read it. */
  const hear = async (room: number): Promise<Answer> => {
    const state = all[room] as Room;
    const { token, chatUri } = residents[room * perRoom] as Resident;
    const own = { Authorization: `JWT ${token}`, ...roomHeader(room) };
    const heard = new Promise<Answer>((resolve) =>
      Object.assign(state, { toCome: perRoom, allHaveRead: resolve }),
    );
    state.saidAt = performance.now();
    await (speakers[room] as Connection).ask(
      post(`/api/chats/${chatUri}/messages/`, own, { message: words }),
    );
    const answer = await Promise.race([heard, reading]);
    if (Array.isArray(answer)) throw new Error('Nobody reads any more.');
    return answer;
  };

  return {
    hear,
    /** One room after the other, each when it has read what was said there before. */
    async talk(ms: number): Promise<Talk> {
      times = [];
      const before = await target.probe();
      const last = all.map((): Promise<unknown> => Promise.resolve());
      const count = Math.round((ms * messagesPerSecond) / 1000);
      for (let i = 0; i < count; i += 1) {
        const room = i % rooms;
        last[room] = last[room]?.then(() => hear(room)) ?? Promise.resolve();
        await sleep(1000 / messagesPerSecond);
      }
      await Promise.all(last);
      const after = await target.probe();
      return { ms: times, cpuUs: ((after.cpuMs - before.cpuMs) * 1000) / count };
    },
    close() {
      for (const each of [...readers, ...speakers]) each.close();
    },
  };
}

/** The bare server has no chats, and is told whom a message is for. */
function roomHeader(room: number): Record<string, string> {
  return { 'X-Room': String(room) };
}
