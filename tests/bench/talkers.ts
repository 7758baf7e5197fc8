import { openConnections } from './connection.ts';
import { expectStatus } from './load.ts';
import { message } from './message.ts';
import { sleep } from './settle.ts';
import type { Resident } from './world.ts';

// A process of its own (talk.ts says it what to do): who talks would else wait for what the load does to read, and not for the server.

export type Order = { port: number; people: Resident[] } | 'begin' | 'end';

/** One after the other. */
const msBetweenWords = 20;

async function openTalk(port: number, people: readonly Resident[]) {
  const connections = await openConnections(port, people.length);
  const last = people.map(() => Promise.resolve(0));
  /** Whoever begins anew ends what still sleeps before its next word: two at once would speak twice as often. */
  let talk = 0;
  const times: Promise<number>[] = [];
  const say = async (turn: number) => {
    const startedAt = performance.now();
    // One at a time on a connection; who has to wait for that waits for the server.
    await last[turn];
    const [connection, person] = [connections[turn], people[turn]];
    if (connection && person) expectStatus(201, await connection.ask(message(person)));
    return performance.now() - startedAt;
  };
  return {
    async begin(): Promise<void> {
      talk += 1;
      for (let i = 0, mine = talk; mine === talk; i += 1) {
        const turn = i % people.length;
        last[turn] = say(turn);
        times.push(last[turn]);
        await sleep(msBetweenWords);
      }
    },
    /** How long each waited for an answer to what was said since it began. */
    end(): Promise<number[]> {
      talk += 1;
      return Promise.all(times.splice(0));
    },
  };
}

let talk: Awaited<ReturnType<typeof openTalk>>;

process.on('message', async (order: Order) => {
  if (order === 'begin') return talk.begin();
  if (order === 'end') return process.send?.(await talk.end());
  talk = await openTalk(order.port, order.people);
  process.send?.([]);
});
// Whoever has started it is gone.
process.once('disconnect', () => process.exit());
