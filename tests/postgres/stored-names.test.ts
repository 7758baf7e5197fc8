import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrationSource } from '../../api/db/migrations/index.ts';
import { createEmptyDatabase, type DatabaseKind, type TestDatabase } from '../support/database.ts';
import { anonymous, signUp } from '../support/person.ts';
import { connectTo } from '../support/raw-database.ts';
import { startTestServer } from '../support/server.ts';

const kinds: DatabaseKind[] = ['sqlite', 'postgres'];
/** More than the migration takes at once. */
const crowd = 1200;

describe.for(kinds)('names from before anybody looked at what they look like, on %s', (kind) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createEmptyDatabase(kind);
    const db = connectTo(database);
    await migrateUntilNames(db);
    await db('users').insert([
      person('alice', 'Ms Liddell'),
      person('bob', 'аlice'),
      person('carol', 'The Hatter'),
      person('dave', 'The Hаtter'),
      { ...person('gone', 'Cheshire'), username_key: null, display_name_key: null, deleted_at: 1 },
    ]);
    const rows = Array.from({ length: crowd }, (_, i) => person(`crowd-${i}`, `Someone ${i}`));
    await db.batchInsert('users', rows, 100);
    await db.destroy();
  });

  afterAll(() => database.drop());

  test('are worn by whoever has them, all of them, and by nobody else', async () => {
    const server = await startTestServer(database.settings);
    const nobody = anonymous(server);
    const comeIn = async (nickname: string) => (await nobody.post('/auth/guests/', { nickname })).status;
    for (const name of ['аlice', 'ALICE', 'the hatter', 'crowd-0', `s0meone ${crowd - 1}`])
      expect(await comeIn(name), name).toBe(400);
    expect(await comeIn('Cheshire')).toBe(201);
    const queen = await signUp(server, 'queen');
    const people = await queen.get<{ count: number; results: { display_name: string }[] }>(
      '/api/users/?search=hatter',
    );
    expect(people.body.results.map((one) => one.display_name)).toEqual(['The Hatter']);
    // A guest is listed for those alone who share a chat with them.
    expect((await queen.get<{ count: number }>('/api/users/')).body.count).toBe(crowd + 4);
    await server.stop();
  });
});

/** As a server from before would have left it. */
async function migrateUntilNames(db: Knex): Promise<void> {
  for (const name of await migrationSource.getMigrations([])) {
    if (name.includes('create_name_skeletons')) return;
    await db.migrate.up({ migrationSource });
  }
}

function person(username: string, displayName: string) {
  return {
    username,
    username_key: username,
    display_name: displayName,
    display_name_key: displayName.toLowerCase(),
    avatar: 1,
    created_at: 0,
  };
}
