import { parseConfig } from '../../api/process/config.ts';
import { type RunningServer, startServer } from '../../api/server.ts';
import { createDatabase, type TestDatabase } from './database.ts';

export interface TestServer {
  url: string;
  settings: Record<string, string>;
  /** Goes down but keeps the data. */
  halt(): Promise<void>;
  /** Comes back after `halt`, at the same address with the same data. */
  resume(): Promise<void>;
  /** Ends the server and drops its data. */
  stop(): Promise<void>;
}

/** What every test server is told, unless the test says otherwise. Port 0: the system picks a free one. */
export const testSettings = { PORT: '0', HOST: '127.0.0.1', RATE_LIMITS: 'off', LOG_LEVEL: 'silent' };

/**
 * A server of one's own inside this process, on an empty database of the kind that the run is about. With DATA_DIR
 * among the settings it uses that database, which stays when the server stops.
 */
export async function startTestServer(settings: Record<string, string> = {}): Promise<TestServer> {
  const database = await databaseFor(settings);
  const all = { ...testSettings, ...database.settings, ...settings };
  let running: RunningServer | undefined = await start(all, database);
  const { url } = running;
  const halt = async () => {
    await running?.stop();
    running = undefined;
  };
  return {
    url,
    settings: all,
    halt,
    async resume() {
      running ??= await startServer(parseConfig({ ...all, PORT: new URL(url).port }));
    },
    async stop() {
      await halt();
      await database.drop();
    },
  };
}

async function start(settings: Record<string, string>, database: TestDatabase): Promise<RunningServer> {
  try {
    return await startServer(parseConfig(settings));
  } catch (error) {
    await database.drop();
    throw error;
  }
}

/** Whoever makes a database drops it: one that came with the settings is left alone. */
export async function databaseFor(settings: Record<string, string>): Promise<TestDatabase> {
  return settings.DATA_DIR ? { settings: {}, drop: async () => {} } : createDatabase();
}
