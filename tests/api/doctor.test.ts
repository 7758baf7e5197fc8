import { expect } from 'vitest';
import { manageHere } from '../support/manage.ts';
import { test } from './stage.ts';

test('the doctor knows a server that runs by its address and its database, and tells nothing secret', async ({
  server,
}) => {
  const settings = {
    ...server.settings,
    PUBLIC_URL: server.url,
    SECRET_KEY: 'never-to-be-said-aloud-by-anyone',
  };
  const { stdout, stderr } = await manageHere({ settings }, 'doctor');
  const told = stdout + stderr;
  for (const line of [
    /^ok {5}(SQLite|PostgreSQL) \d/m,
    /ok .*PUBLIC_URL leads to/,
    /ok .*migrations have run/,
  ])
    expect(told).toMatch(line);
  for (const secret of [settings.SECRET_KEY, server.settings.DATABASE_URL ?? settings.SECRET_KEY])
    expect(told).not.toContain(secret);
});

test('what is wrong ends it with 1, and says what to do', async ({ server }) => {
  const settings = { ...server.settings, PUBLIC_URL: 'http://127.0.0.1:9' };
  const { code, stderr } = await manageHere({ settings }, 'doctor');
  expect(code).toBe(1);
  expect(stderr).toMatch(/^WRONG {2}Nobody answers at PUBLIC_URL\.\n {7}Start the server/m);
  const away = await manageHere(
    { settings: { ...settings, DATABASE_URL: 'postgres://127.0.0.1:9/none' } },
    'doctor',
  );
  expect(away.stderr).toMatch(/^WRONG {2}The database cannot be used\.\n.*ECONNREFUSED/m);
  expect(away.code).toBe(1);
});
