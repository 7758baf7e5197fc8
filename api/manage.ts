import { handIn } from './between-features.ts';
import { LocalBus } from './bus/local.ts';
import { openBus } from './bus/open.ts';
import { openDatabase } from './db/connection.ts';
import { Log } from './log/log.ts';
import { findCommand, ManageError, usage } from './manage/commands.ts';
import { MembershipCache } from './members/access/membership-cache.ts';
import { references } from './messages/references.ts';
import { Presence } from './presence/presence.ts';
import { systemClock } from './process/clock.ts';
import { parseConfig } from './process/config.ts';
import { createLogger, standardOutput } from './process/logger.ts';
import { startProblem } from './start-problem.ts';

/**
 * SQLite keeps no line: a process tries again every tenth of a second, and a server with much to write leaves it a short gap
 * between two commits. By then one of the tries has met one.
 */
const turnMs = 30_000;

/** `npm run manage`: one command in a process of its own, on the server's database, whether that runs or not. */
try {
  const [name, ...args] = process.argv.slice(2);
  if (name === undefined) console.log(usage);
  else for (const line of await run(name, args)) console.log(line);
} catch (error) {
  // A driver's own words hold values of people.
  console.error(error instanceof ManageError ? error.message : startProblem(error, ''));
  process.exitCode = 1;
}

async function run(name: string, args: string[]): Promise<string[]> {
  const command = findCommand(name);
  const config = parseConfig(process.env);
  const db = openDatabase({ ...config, turnMs });
  try {
    await db.migrate();
    // Without one the servers notice a second later.
    const bus = await openBus(config, db).catch(() => new LocalBus().join());
    try {
      const log = await Log.open({ db, clock: systemClock, bus, references });
      // Beside what is printed, so that both can be used.
      const logger = createLogger(config.logLevel, { destination: standardOutput(2) });
      // Nobody polls here, so nobody is seen to be online; who is, the servers tell.
      const presence = new Presence(systemClock, new MembershipCache(db));
      const services = { db, log, logger, clock: systemClock, presence };
      return await command({ ...services, ...handIn(services) }, args);
    } finally {
      await bus.close();
    }
  } finally {
    await db.close();
  }
}
