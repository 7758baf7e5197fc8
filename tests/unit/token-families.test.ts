import jwt from 'jsonwebtoken';
import knex from 'knex';
import { nanoid } from 'nanoid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../api/db/connection.ts';
import { migrationSource } from '../../api/db/migrations/index.ts';
import { sqliteFile } from '../../api/db/sqlite/open.ts';
import { findFamily, pruneFamilies, saveFamily } from '../../api/tokens/queries.ts';
import { TokenCache } from '../../api/tokens/token-cache.ts';
import { findUser, insertUser } from '../../api/users/queries.ts';
import { createDatabase, createEmptyDatabase } from '../support/database.ts';
import { logEvent } from '../support/log-event.ts';
import { anonymous, type Person, signUp } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { shiftClock } from '../support/shifted-clock.ts';

const dayMs = 86_400_000;
const secret = 'a secret for tests that nobody else has';

describe('a token that was made before there were families', () => {
  let server: TestServer;
  let alice: Person;
  beforeAll(async () => {
    server = await startTestServer({ SECRET_KEY: secret });
    alice = await signUp(server, 'alice');
  });
  afterAll(() => server?.stop());

  /** What it said then: all that it says now, but for its family. */
  function older(): string {
    const { fam: _, ...claims } = Object(jwt.decode(alice.token));
    return jwt.sign({ ...claims, jti: nanoid(16) }, secret, { algorithm: 'HS256' });
  }
  const statusOf = async (token: string) => (await alice.get('/auth/me/', { token })).status;

  test('works as before, and ends by logging out', async () => {
    const token = older();
    expect(await statusOf(token)).toBe(200);
    await alice.post('/auth/token/destroy/', {}, { token });
    expect(await statusOf(token)).toBe(401);
    expect(await statusOf(alice.token)).toBe(200);
  });

  test('is the first of its family when it is refreshed', async () => {
    const token = older();
    const { body } = await anonymous(server).post<{ token: string }>('/auth/jwt/refresh/', { token });
    expect(Object(jwt.decode(body.token)).fam).toBe(Object(jwt.decode(token)).jti);
    expect(await statusOf(token)).toBe(200);
    shiftClock(60_000);
    expect(await statusOf(token)).toBe(401);
    await alice.post('/auth/token/destroy/', {}, { token: body.token });
    expect(await statusOf(body.token)).toBe(401);
  });
});

test('a token that was ended before there were families stays ended', async () => {
  const database = await createEmptyDatabase('sqlite');
  const filename = sqliteFile(database.settings.DATA_DIR ?? '');
  const db = knex({ client: 'sqlite3', connection: { filename }, useNullAsDefault: true });
  try {
    const older = (await migrationSource.getMigrations([])).filter((name) => name < '20261124');
    await db.migrate.latest({ migrationSource: { ...migrationSource, getMigrations: async () => older } });
    const alice = { id: 1, username: 'a', display_name: 'a', avatar: 1, created_at: 0, spared_token_id: 's' };
    await db('users').insert(alice);
    await db('revoked_tokens').insert({ token_id: 'ended', user_id: 1, expires_at: dayMs });
    await db.migrate.latest({ migrationSource });
    expect(await findFamily(db, 'ended')).toMatchObject({ userId: 1, tokenId: null, expiresAt: dayMs });
    expect((await findUser(db, 1))?.sparedFamilyId).toBe('s');
  } finally {
    await db.destroy();
    await database.drop();
  }
});

test('a family is forgotten when its last token has expired, and a day more', async () => {
  const database = await createDatabase('sqlite');
  const db = openDatabase({ databaseUrl: null, dataDir: database.settings.DATA_DIR ?? '' });
  try {
    await db.migrate();
    const names = { username: 'alice', displayName: 'alice', email: '', passwordHash: null, avatar: 1 };
    await db.transaction(async (trx) => {
      const userId = (await insertUser(trx, { ...names, isGuest: false, createdAt: 0 })) ?? 0;
      const family = { userId, tokenId: 't', replacedTokenId: null, replacedAt: 0 };
      await saveFamily(trx, { ...family, id: 'over', expiresAt: 10 * dayMs });
      await saveFamily(trx, { ...family, id: 'living', expiresAt: 12 * dayMs });
      await pruneFamilies(trx, 11 * dayMs + 1, 100);
    });
    expect(await findFamily(db.read, 'over')).toBe(null);
    expect(await findFamily(db.read, 'living')).toMatchObject({ tokenId: 't', expiresAt: 12 * dayMs });
  } finally {
    await db.close();
    await database.drop();
  }
});

describe('tokens in memory', () => {
  const principal = { userId: 1, username: 'alice', isBot: false, epoch: 0, expiresAt: 100_000 };
  const known = (entries: Record<string, [tokenId: string, familyId: string]>) => {
    const cache = new TokenCache();
    for (const [token, [tokenId, familyId]] of Object.entries(entries))
      cache.add(token, { ...principal, tokenId, familyId }, cache.revocations);
    return cache;
  };
  const revoked = (data: object) => [
    logEvent({ id: 1, type: 'token.revoked', chatId: null, userId: 1, data: JSON.stringify(data) }),
  ];

  test('end when the time is over that a replacement left them', () => {
    const cache = known({ old: ['a', 'a'], older: ['z', 'a'], other: ['c', 'c'] });
    cache.apply(revoked({ family: 'a', by: 'b', old: 'a', until: 60_000 }));
    expect(cache.get('old', 59_999)?.expiresAt).toBe(60_000);
    expect(cache.get('old', 60_000)).toBe(undefined);
    expect(cache.get('older', 1)).toBe(undefined);
    expect(cache.get('other', 60_000)?.expiresAt).toBe(100_000);
  });

  test('are not kept by a proof that began before a replacement', () => {
    const cache = known({});
    const before = cache.revocations;
    cache.apply(revoked({ family: 'a', by: 'b', old: 'a', until: 60_000 }));
    cache.add('old', { ...principal, tokenId: 'a', familyId: 'a' }, before);
    expect(cache.get('old', 1)).toBe(undefined);
  });

  test('end with their family, and those of other families live on', () => {
    const cache = known({ one: ['a', 'a'], two: ['b', 'a'], other: ['c', 'c'] });
    cache.apply(revoked({ family: 'a' }));
    expect(['one', 'two', 'other'].map((token) => cache.get(token, 1)?.tokenId)).toEqual([
      undefined,
      undefined,
      'c',
    ]);
  });
});
