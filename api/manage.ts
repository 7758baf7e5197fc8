import type { ChatDeps } from './chats/deps.ts';
import { openDatabase } from './db/connection.ts';
import { noLimits } from './http/limits/rate-limit.ts';
import { EventLog } from './log/log.ts';
import { findCommand, ManageError, usage } from './manage/commands.ts';
import { MembershipCache } from './members/membership-cache.ts';
import { messageActivity } from './messages/activity.ts';
import { references } from './messages/references.ts';
import { openWakeups } from './nodes.ts';
import { systemClock } from './process/clock.ts';
import { parseConfig } from './process/config.ts';
import { createLogger, standardOutput } from './process/logger.ts';
import { startProblem } from './start-problem.ts';

/** Nobody polls here, so nobody is seen to be online; who is, the servers tell. */
const alone: Omit<ChatDeps, 'db' | 'log' | 'memberships'> = {
  clock: systemClock,
  limits: noLimits,
  activity: messageActivity,
  presence: { saw: () => {}, isOnline: () => false, lastSeen: () => null },
};

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
  const db = openDatabase(config);
  try {
    await db.migrate();
    const wakeups = await openWakeups(config.databaseUrl);
    try {
      const log = await EventLog.open(db, systemClock, wakeups, references);
      // Beside what is printed, so that both can be used.
      const logger = createLogger(config.logLevel, { destination: standardOutput(2) });
      return await command({ ...alone, db, log, logger, memberships: new MembershipCache(db) }, args);
    } finally {
      await wakeups.close();
    }
  } finally {
    await db.close();
  }
}
