import { ConfigError, parseConfig } from './config.ts';
import { startServer } from './server.ts';

/** Orchestrators wait about this long between asking a process to stop and ending it. */
const maxShutdownMs = 15_000;

try {
  const server = await startServer(parseConfig(process.env));
  console.log(`Holdline is ready: ${server.url}`);

  const shutDown = async () => {
    setTimeout(() => process.exit(1), maxShutdownMs).unref();
    await server.stop();
    process.exit(0);
  };
  process.once('SIGTERM', shutDown);
  process.once('SIGINT', shutDown);
} catch (error) {
  console.error(`Holdline can't start: ${startProblem(error)}`);
  process.exit(1);
}

/** One line that says what to change, where we know it. */
function startProblem(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const { code } = (error ?? {}) as { code?: unknown };
  if (code === 'EADDRINUSE') return `port ${process.env.PORT ?? 8000} is taken; set PORT to another one`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
