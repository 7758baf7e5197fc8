import { handIn } from './between-features.ts';
import { LocalBus } from './bus/local.ts';
import { openBus } from './bus/open.ts';
import { openDatabase } from './db/connection.ts';
import { Log } from './log/log.ts';
import { findCommand, findPlaceCommand, usage } from './manage/commands.ts';
import { ManageError } from './manage/manage-error.ts';
import { MembershipCache } from './members/access/membership-cache.ts';
import { referencesBy } from './messages/references.ts';
import { Presence } from './presence/presence.ts';
import { systemClock } from './process/clock.ts';
import { parseConfig } from './process/config.ts';
import { createLogger, standardOutput } from './process/logger.ts';
import { startProblem } from './start-problem.ts';

/** A server with much to write leaves short gaps between its commits. By then one of the tries has met one. */
const turnMs = 30_000;

/** What is printed; where something could not be done, one line that says so. */
export interface Outcome {
  lines: string[];
  problem?: string;
}

/**
 * One command of `npm run manage`, as it was typed, on the database that the environment names, whether a server runs on it or not.
 * It never throws.
 */
export async function runCommand(
  environment: NodeJS.ProcessEnv,
  [name, ...args]: string[],
): Promise<Outcome> {
  if (name === undefined) return { lines: [usage] };
  try {
    return { lines: await run(environment, name, args) };
  } catch (error) {
    // A driver's own words hold values of people.
    return { lines: [], problem: error instanceof ManageError ? error.message : startProblem(error, '') };
  }
}

async function run(environment: NodeJS.ProcessEnv, name: string, args: string[]): Promise<string[]> {
  const config = parseConfig(environment);
  const placeCommand = findPlaceCommand(name);
  const explain = (error: unknown) => startProblem(error, '');
  if (placeCommand) return placeCommand({ config, screen: process.stderr, explain }, args);
  const command = findCommand(name);
  const db = openDatabase({ ...config, turnMs });
  try {
    await db.migrate();
    // Without one the servers notice a second later.
    const bus = await openBus(config, db).catch(() => new LocalBus().join());
    try {
      const log = await Log.open({
        db,
        clock: systemClock,
        bus,
        references: referencesBy(systemClock),
      });
      // Beside what is printed, so that both can be used.
      const logger = createLogger(config.logLevel, { destination: standardOutput(2) });
      // Nobody polls here, so nobody is seen to be online; who is, the servers tell.
      const presence = new Presence(systemClock, new MembershipCache(db));
      const services = { db, log, logger, clock: systemClock, presence };
      try {
        return await command({ ...services, ...handIn(services) }, args);
      } finally {
        await log.close();
      }
    } finally {
      await bus.close();
    }
  } finally {
    await db.close();
  }
}
