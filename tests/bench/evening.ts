import { type Answer, type Connection, openConnections } from './connection.ts';
import { expectStatus } from './load.ts';
import { cursorIn, poll, post } from './request.ts';
import { sleep } from './settle.ts';
import { cpuMsOf, type Target } from './target.ts';
import type { Resident } from './world.ts';

const waitS = 55;
const words = 'The bus is ten minutes late.';

export interface Talk {
  /** Of each message to each reader, from being said on. */
  ms: number[];
  /** Of all the servers, for each message. */
  cpuUs: number;
}

interface Guests {
  /** The first so many are in one room, the next in another. */
  residents: readonly Resident[];
  /** None: from now on. */
  cursors: readonly string[];
  perRoom: number;
}

interface Room {
  saidAt: number;
  toCome: number;
  /** Called with the answer of the last of its readers. */
  allHaveRead(answer: Answer): void;
}

/**
 * Rooms full of people whose polls are held, each on a connection of their own. The people of a room are on all of these nodes in turn, and
 * those who talk there too.
 */
export async function openEvening(nodes: readonly Target[], { residents, cursors, perRoom }: Guests) {
  const rooms = residents.length / perRoom;
  const readers = await openOn(nodes, residents.length);
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
  const hear = async (room: number, speaker: Connection): Promise<Answer> => {
    const state = all[room] as Room;
    const { token, chatUri } = residents[room * perRoom] as Resident;
    const own = { Authorization: `JWT ${token}`, ...roomHeader(room) };
    const heard = new Promise<Answer>((resolve) =>
      Object.assign(state, { toCome: perRoom, allHaveRead: resolve }),
    );
    state.saidAt = performance.now();
    await speaker.ask(post(`/api/chats/${chatUri}/messages/`, own, { message: words }));
    const answer = await Promise.race([heard, reading]);
    if (Array.isArray(answer)) throw new Error('Nobody reads any more.');
    return answer;
  };

  /** With somebody in each room who may talk now: a connection that is silent for long is closed. */
  const withSpeakers = async <T>(
    work: (say: (room: number) => Promise<Answer>) => Promise<T>,
  ): Promise<T> => {
    const speakers = await openOn(nodes, rooms);
    const said = work((room) => hear(room, speakers[room] as Connection));
    return said.finally(() => {
      for (const each of speakers) each.close();
    });
  };

  /** What all of it took, of which `work` says how many messages they were. */
  const measure = (work: (say: (room: number) => Promise<Answer>) => Promise<number>): Promise<Talk> =>
    withSpeakers(async (say) => {
      times = [];
      const beforeMs = await cpuMsOf(nodes);
      const count = await work(say);
      return { ms: times, cpuUs: (((await cpuMsOf(nodes)) - beforeMs) * 1000) / count };
    });

  return {
    /** Something is said in the first room; resolves with how it was read. */
    hearOne: () => withSpeakers((say) => say(0)),
    /** One room after the other, each when it has read what was said there before. */
    talk: (ms: number, messagesPerSecond: number) =>
      measure(async (say) => {
        const last = all.map((): Promise<unknown> => Promise.resolve());
        const count = Math.round((ms * messagesPerSecond) / 1000);
        for (let i = 0; i < count; i += 1) {
          const room = i % rooms;
          last[room] = last[room]?.then(() => say(room)) ?? Promise.resolve();
          await sleep(1000 / messagesPerSecond);
        }
        await Promise.all(last);
        return count;
      }),
    /** All rooms at once, each as fast as it reads. */
    chatter: (ms: number) =>
      measure(async (say) => {
        const endsAt = performance.now() + ms;
        let count = 0;
        const talkIn = async (room: number) => {
          for (; performance.now() < endsAt; count += 1) await say(room);
        };
        await Promise.all(all.map((_, room) => talkIn(room)));
        return count;
      }),
    close() {
      for (const each of readers) each.close();
    },
  };
}

/** The first on the first node, the second on the second, and so on. */
async function openOn(nodes: readonly Target[], count: number): Promise<Connection[]> {
  const each = await Promise.all(
    nodes.map(({ port }, node) => openConnections(port, Math.ceil((count - node) / nodes.length))),
  );
  return Array.from(
    { length: count },
    (_, i) => each[i % nodes.length]?.[Math.floor(i / nodes.length)] as Connection,
  );
}

/** The bare server has no chats, and is told whom a message is for. */
function roomHeader(room: number): Record<string, string> {
  return { 'X-Room': String(room) };
}
