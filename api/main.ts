import { parseConfig } from './process/config.ts';
import { createLogger } from './process/logger.ts';
import { type RunningServer, startServer } from './server.ts';
import { startProblem } from './start-problem.ts';

/** Orchestrators wait about this long between asking a process to stop and ending it. */
const maxShutdownMs = 15_000;
/** After an error that nobody caught: long enough to send the held polls away with a good word. */
const maxFailingMs = 5000;

try {
  const config = parseConfig(process.env);
  const server = await startServer(config);
  console.log(`Holdline is ready: ${server.url}`);

  process.once('SIGTERM', () => void end(server, 0, maxShutdownMs));
  process.once('SIGINT', () => void end(server, 0, maxShutdownMs));

  const logger = createLogger(config.logLevel);
  let isFailing = false;
  // What is in memory can't be trusted any more; whoever keeps the process running starts it anew.
  const fail = (error: unknown, what: string) => {
    logger.fatal({ err: error }, what);
    if (isFailing) return;
    isFailing = true;
    void end(server, 1, maxFailingMs);
  };
  process.on('uncaughtException', (error) => fail(error, 'An error was not caught: the process ends.'));
  process.on('unhandledRejection', (error) => fail(error, 'A rejection was not handled: the process ends.'));
} catch (error) {
  console.error(`Holdline can't start: ${startProblem(error, process.env.PORT ?? '8000')}`);
  process.exit(1);
}

async function end(server: RunningServer, code: number, maxMs: number): Promise<void> {
  setTimeout(() => process.exit(code || 1), maxMs).unref();
  await server.stop();
  process.exit(code);
}
