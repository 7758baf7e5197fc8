import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createDatabase } from '../support/database.ts';
import { anonymous, signUp } from '../support/person.ts';
import { startTestServer } from '../support/server.ts';

test('a token from after a backup does not speak for whoever got its number after the restore', async () => {
  const database = await createDatabase('sqlite');
  const server = await startTestServer(database.settings);
  try {
    const file = path.join(database.settings.DATA_DIR ?? '', 'holdline.sqlite3');
    await server.halt();
    copyFileSync(file, `${file}.backup`);
    await server.resume();
    const alice = await signUp(server, 'alice');

    await server.halt();
    copyFileSync(`${file}.backup`, file);
    await server.resume();
    const bob = await signUp(server, 'bob');
    expect(bob.user.id).toBe(alice.user.id);
    const headers = { Authorization: `JWT ${alice.token}` };
    expect((await anonymous(server).get('/auth/me/', { headers })).status).toBe(401);
    expect((await bob.get('/auth/me/')).status).toBe(200);
  } finally {
    await server.stop();
    await database.drop();
  }
});
