import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../api/db/connection.ts';
import type { Database } from '../../api/db/database.ts';
import { people } from '../../seeds/demo.ts';
import { plantDemo, SeedRefused } from '../../seeds/plant.ts';

let dataDir: string;
let db: Database;

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'holdline-seeds-'));
  db = openDatabase({ databaseUrl: null, dataDir });
  await db.migrate();
});

afterEach(async () => {
  await db.close();
  rmSync(dataDir, { recursive: true });
});

const now = Date.parse('2026-06-28T12:00:00Z');

test('the demo plants its people and talks that lie in the past', async () => {
  const uri = await plantDemo(db, { production: false, nowMs: now });
  expect(uri).toMatch(/^[A-Za-z0-9]{22}$/);
  const names = await db.read('users').orderBy('id').pluck('username');
  expect(names).toEqual(people.map((person) => person.username));
  const times: number[] = await db.read('messages').pluck('created_at');
  expect(times.length).toBeGreaterThan(10);
  expect(Math.max(...times)).toBeLessThan(now);
});

test('the demo has a picture, beside the message that speaks of it', async () => {
  await plantDemo(db, { production: false, nowMs: now });
  const rows = await db.read('images').join('messages', 'messages.id', 'images.message_id');
  expect(rows).toMatchObject([{ width: 800, height: 500, text: expect.stringContaining('lights') }]);
});

test('the demo is refused in production and leaves nothing behind', async () => {
  await expect(plantDemo(db, { production: true, nowMs: now })).rejects.toThrow(SeedRefused);
  expect(await db.read('users')).toEqual([]);
});

test('a second planting is refused and changes nothing', async () => {
  await plantDemo(db, { production: false, nowMs: now });
  await expect(plantDemo(db, { production: false, nowMs: now })).rejects.toThrow(SeedRefused);
  expect(await db.read('users')).toHaveLength(people.length);
});
