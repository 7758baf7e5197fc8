import { pathToFileURL } from 'node:url';
import { anonymous } from './person.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

export interface WatchedServer extends ServerProcess {
  /** The longest that one turn of its event loop took since the last look, in milliseconds; 0 for what is not worth a word. */
  longestHoldMs(): number;
  /** How many times `/healthz/` was answered since the last look, and what was wrong, which is nothing. */
  health(): { answers: number; wrong: string[] };
}

const script = pathToFileURL(`${import.meta.dirname}/watch-loop.mjs`).href;
const askEveryMs = 20;
/** An answer that long has not come: nobody's machine is that busy. */
const hungMs = 10_000;

/** A server in a process of its own that is asked all the time whether it is well, and says itself when it kept others waiting. */
export async function startWatchedServer(settings: Record<string, string> = {}): Promise<WatchedServer> {
  const server = await startServerProcess({ ...settings, NODE_OPTIONS: `--import ${script}` });
  const stranger = anonymous(server);
  let answers = 0;
  let wrong: string[] = [];
  let isStopping = false;
  const ask = async () => {
    const signal = AbortSignal.timeout(hungMs);
    const reply = await stranger.get('/healthz/', { signal }).catch(String);
    if (typeof reply !== 'string' && reply.status === 200) answers += 1;
    else if (!isStopping) wrong.push(typeof reply === 'string' ? reply : String(reply.status));
  };
  // To load the program is one long turn, of which is told when the loop turns again.
  for (let i = 0; i < 3; i += 1) await ask();
  const asking = setInterval(ask, askEveryMs);
  let read = server.output().length;
  return {
    ...server,
    longestHoldMs() {
      const said = server.output().slice(read);
      read += said.length;
      return Math.max(0, ...[...said.matchAll(/event loop held (\d+) ms/g)].map(([, ms]) => Number(ms)));
    },
    health() {
      const seen = { answers, wrong };
      answers = 0;
      wrong = [];
      return seen;
    },
    async stop(signal) {
      isStopping = true;
      clearInterval(asking);
      return server.stop(signal);
    },
  };
}
