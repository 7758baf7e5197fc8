import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createEmptyDatabase, type DatabaseKind } from '../support/database.ts';
import { makeStaff, manageHere } from '../support/manage.ts';
import { startTestServer } from '../support/server.ts';
import { secretKey, writeKept } from './kept.ts';
import { eventsAfter, lookAround } from './look.ts';
import { readRows } from './rows.ts';
import { tellStory } from './story.ts';

/**
 * Tells the story to the server of today, writes down what everybody sees, and keeps the database in that folder. On PostgreSQL it
 * takes a server (HOLDLINE_TEST_POSTGRES).
 */
export async function keepDatabase(folder: string, kind: DatabaseKind): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const database = await createEmptyDatabase(kind);
  try {
    const server = await startTestServer({ ...database.settings, SECRET_KEY: secretKey });
    const story = await tellStory({ url: server.url, makeStaff: (username) => makeStaff(server, username) });
    const sights = await lookAround(server, story);
    const reader = story.people.find(({ username }) => username === story.cursor.username);
    if (!reader) throw new Error('Nobody has the cursor of the story.');
    const events = await eventsAfter(server, reader, story.cursor.cursor);
    await server.stop();
    const { DATABASE_URL = '', DATA_DIR = '' } = database.settings;
    const kept = kind === 'sqlite' ? await backUp(DATA_DIR) : await readRows(DATABASE_URL);
    writeKept(folder, kept, {
      ...story,
      seenAt: new Date().toISOString(),
      sights,
      events,
      losesTokens: false,
    });
  } finally {
    await database.drop();
  }
}

async function backUp(dataDir: string): Promise<Buffer> {
  const file = path.join(dataDir, 'backup.sqlite3');
  const { code, stderr } = await manageHere({ settings: { DATA_DIR: dataDir } }, 'backup', file);
  if (code !== 0) throw new Error(stderr);
  return readFileSync(file);
}
