import { openDatabase } from '../api/db/connection.ts';
import { ConfigError, parseConfig } from '../api/process/config.ts';
import { password, people } from './demo.ts';
import { plantDemo, SeedRefused } from './plant.ts';

/** `npm run seed`: the demo in the configured database. */
try {
  const config = parseConfig(process.env);
  const db = openDatabase(config);
  try {
    await db.migrate();
    const uri = await plantDemo(db, { production: config.production, nowMs: Date.now() });
    console.log(`Planted ${people.length} people. Log in as ${people[0].username} with ${password}`);
    console.log(`and open ${config.publicUrl ?? `http://localhost:${config.port}`}/chats/${uri}/`);
  } finally {
    await db.close();
  }
} catch (error) {
  if (!(error instanceof SeedRefused || error instanceof ConfigError)) throw error;
  console.error(`Not seeded: ${error.message}.`);
  process.exitCode = 1;
}
