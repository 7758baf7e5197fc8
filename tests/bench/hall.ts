import { median } from './compare.ts';
import { type Answer, Connection, openConnections } from './connection.ts';
import { expectStatus } from './load.ts';
import { sleep } from './settle.ts';

/** For the last of the polls to be parked before the message comes. */
const parkingMs = 300;

/** Milliseconds from sending the message to its arrival at a reader. */
export interface Arrivals {
  first: number;
  median: number;
  last: number;
}

/** Many readers, each on a connection of their own, and someone who says something. */
export interface Hall {
  /** One poll for each reader, all of which must be held until the message; their answers come in the same order. */
  hear(polls: readonly string[]): Promise<{ arrivals: Arrivals; answers: Answer[] }>;
  close(): void;
}

export async function openHall(port: number, readers: number, message: string): Promise<Hall> {
  const connections = await openConnections(port, readers);
  const speaker = await Connection.open(port);
  return {
    async hear(polls) {
      const times: number[] = [];
      const arriving = connections.map(async (connection, i) => {
        const answer = await connection.ask(polls[i] ?? '');
        times.push(performance.now());
        return expectStatus(200, answer);
      });
      await sleep(parkingMs);
      if (times.length > 0) throw new Error(`${times.length} polls were not held.`);
      const saidAt = performance.now();
      await speaker.ask(message);
      const answers = await Promise.all(arriving);
      const ms = times.map((time) => time - saidAt);
      return { answers, arrivals: { first: ms[0] ?? 0, median: median(ms), last: ms.at(-1) ?? 0 } };
    },
    close() {
      for (const each of [...connections, speaker]) each.close();
    },
  };
}
