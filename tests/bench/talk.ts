import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { pin } from './pin.ts';
import type { Order } from './talkers.ts';
import type { Resident } from './world.ts';

/** People who talk in a chat of theirs, one every 20 ms, from a process of their own. */
export async function openTalk(port: number, people: Resident[]) {
  const program = fileURLToPath(new URL('./talkers.ts', import.meta.url));
  const child = fork(program, { execArgv: ['--import', 'tsx'] });
  pin(child.pid ?? 0, 'load');
  const failed = once(child, 'exit').then(([status]) => {
    throw new Error(`Those who talk have ended with ${status}.`);
  });
  failed.catch(() => {});
  /** The waits of all that was said, in milliseconds; empty before anything was. */
  const ask = async (order: Order): Promise<number[]> => {
    const told = once(child, 'message').then(([waits]) => waits as number[]);
    child.send(order);
    return Promise.race([told, failed]);
  };
  await ask({ port, people });
  return {
    /** How long each waited for an answer to what was said meanwhile. */
    async during(work: Promise<void>): Promise<number[]> {
      child.send('begin' satisfies Order);
      await Promise.race([work, failed]);
      return ask('end');
    },
    close() {
      child.kill('SIGKILL');
    },
  };
}
