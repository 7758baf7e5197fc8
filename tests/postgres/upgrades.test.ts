import { expect, test } from 'vitest';
import { keptReleases } from '../releases/folders.ts';
import { type Expected, openKept, readExpected, secretKey } from '../releases/kept.ts';
import { eventsAfter, look } from '../releases/look.ts';
import type { Returning } from '../releases/story.ts';
import type { DatabaseKind } from '../support/database.ts';
import { arranged } from '../support/people.ts';
import { anonymous } from '../support/person.ts';
import { startTestServer } from '../support/server.ts';
import { shiftClock } from '../support/shifted-clock.ts';

// The databases that are kept of each release (tests/releases), under the server of today.

const kinds: DatabaseKind[] = ['sqlite', 'postgres'];
// The oldest goes through every migration that there has been since; the soak starts on each.
const releases = process.env.HOLDLINE_SOAK === 'full' ? keptReleases() : keptReleases().slice(0, 1);
const kept = releases.flatMap((release) => kinds.map((kind) => ({ release, kind })));
const minuteMs = 60_000;

type Address = { url: string };

test.for(kept)('what $release left on $kind is migrated, shown to everybody, and goes on', async (one) => {
  const expected = readExpected(one.release, one.kind);
  // Tokens end after a month, and events after another.
  shiftClock(Date.parse(expected.seenAt) + minuteMs - Date.now());
  const database = await openKept(one.release, one.kind);
  const server = await startTestServer({ ...database.settings, SECRET_KEY: secretKey });
  try {
    const people = await comeBack(server, expected);
    for (const sight of expected.sights) {
      const person = people.get(sight.username);
      const what = `${sight.username} at ${sight.path}`;
      if (person) expect.soft(await look(server, person, sight.path), what).toMatchObject(sight);
    }
    const { username, cursor } = expected.cursor;
    const reader = people.get(username) as Returning;
    const events = await eventsAfter(server, reader, cursor);
    expect(events).toMatchObject(expected.events);
    await expectNews(server, { reader, writer: people.get('bob') as Returning, uri: expected.uris[0] ?? '' });
  } finally {
    await server.stop();
    await database.drop();
  }
});

/** By their tokens, and some by their passwords: each of those takes its time. Where tokens are lost the others are left out. */
async function comeBack(server: Address, { people, endedTokens, losesTokens }: Expected) {
  const byPassword = losesTokens ? ['alice', 'bob', 'carol'] : ['franklin'];
  const statusWith = async (token: string) => (await anonymous(server).get('/auth/me/', { token })).status;
  for (const token of endedTokens) expect(await statusWith(token)).toBe(401);
  const back = new Map<string, Returning>();
  for (const person of people) {
    expect(await statusWith(person.token), person.username).toBe(losesTokens ? 401 : 200);
    const { username } = person;
    if (byPassword.includes(username)) back.set(username, { ...person, token: await logIn(server, person) });
    else if (!losesTokens) back.set(username, person);
  }
  return back;
}

async function logIn(server: Address, { username, password }: Returning): Promise<string> {
  const reply = await anonymous(server).post<{ token: string }>('/auth/jwt/create/', { username, password });
  return arranged(reply, 200).token;
}

/** What is said now follows all that was there. */
async function expectNews(
  server: Address,
  { reader, writer, uri }: { reader: Returning; writer: Returning; uri: string },
): Promise<void> {
  const nobody = anonymous(server);
  const now = arranged(await nobody.get<{ cursor: string }>('/api/events/', { token: reader.token }), 200);
  const said = await nobody.post<{ id: number }>(
    `/api/chats/${uri}/messages/`,
    { message: 'Since the upgrade.' },
    { token: writer.token },
  );
  const { id } = arranged(said, 201);
  const news = await eventsAfter(server, reader, now.cursor);
  expect(news).toMatchObject([{ type: 'message.created', data: { id, message: 'Since the upgrade.' } }]);
}
