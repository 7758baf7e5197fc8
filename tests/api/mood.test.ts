import { describe, expect } from 'vitest';
import { type ChatPath, startChat } from '../support/people.ts';
import { type Caller, type Person, signUp } from '../support/person.ts';
import { refusedFields, send, test } from './stage.ts';
import { isoTime, type Mood, type Sent } from './wire.ts';

async function moodOf(reader: Caller, chat: ChatPath, query = ''): Promise<Mood> {
  const reply = await reader.get<Mood>(`${chat.path}mood/${query}`);
  expect(reply.status, reply.text).toBe(200);
  return reply.body;
}

async function whisper(author: Person, chat: ChatPath, to: string, message: string): Promise<Sent> {
  const reply = await author.post<Sent>(chat.messages, { message, to });
  expect(reply.status, reply.text).toBe(201);
  return reply.body;
}

const good = 'I love this, it is wonderful!';
const bad = 'I hate this, it is horrible.';
const plain = 'The table is made of wood';
const isSum = (counts: { count: number }[]) => counts.reduce((sum, { count }) => sum + count, 0);

describe('the mood of a chat', () => {
  test('is nothing at all while nothing was said', async ({ alice, chat }) => {
    expect(await moodOf(alice, chat)).toEqual({ average: null, count: 0, series: [], members: [] });
  });

  test('averages the stored scores, of all and of each author, who said most first', async ({
    alice,
    bob,
    chat,
  }) => {
    const scores = [await send(alice, chat, good), await send(bob, chat, bad), await send(bob, chat, plain)];
    const [high = 0, low = 0] = scores.map(({ sentiment }) => sentiment.polarity);
    const mood = await moodOf(bob, chat);
    expect(mood.count).toBe(3);
    expect(mood.average).toBeCloseTo((high + low) / 3, 3);
    expect(mood.members).toEqual([
      { user: bob.user, average: expect.closeTo(low / 2, 3), count: 2 },
      { user: alice.user, average: high, count: 1 },
    ]);
  });

  test('has a series from the first to the last message without gaps', async ({ alice, bob, chat }) => {
    const first = await send(alice, chat, good);
    for (const text of [plain, bad, good]) await send(bob, chat, text);
    const last = await send(alice, chat, bad);
    const { series, count } = await moodOf(alice, chat, '?buckets=4');
    expect(series).toHaveLength(4);
    expect(isSum(series)).toBe(count);
    expect(series[0]).toMatchObject({ from: first.created_at });
    expect(Date.parse(series.at(-1)?.to ?? '')).toBeGreaterThan(Date.parse(last.created_at));
    expect(series.slice(1).map(({ from }) => from)).toEqual(series.slice(0, -1).map(({ to }) => to));
    for (const { from, average, count: inPiece } of series) {
      expect(from).toMatch(isoTime);
      expect(average === null).toBe(inPiece === 0);
    }
  });

  test('has each message in the piece of its time', async ({ alice, chat }) => {
    const sent: Sent[] = [];
    for (const text of [good, plain, bad, good, bad]) sent.push(await send(alice, chat, text));
    for (const buckets of [1, 2, 3, 7, 200]) {
      const { series } = await moodOf(alice, chat, `?buckets=${buckets}`);
      expect(series).toHaveLength(buckets);
      for (const { from, to, average, count } of series) {
        const within = sent.filter(({ created_at: at }) => at >= from && at < to);
        const total = within.reduce((sum, { sentiment }) => sum + sentiment.polarity, 0);
        expect(count, `${buckets}: ${from} to ${to}`).toBe(within.length);
        if (count > 0) expect(average).toBeCloseTo(total / count, 3);
      }
    }
  });

  test('has 24 pieces unless asked otherwise, also of one message', async ({ alice, chat }) => {
    await send(alice, chat, good);
    const { series } = await moodOf(alice, chat);
    expect(series).toHaveLength(24);
    expect([series[0]?.count, isSum(series)]).toEqual([1, 1]);
  });

  test.for(['0', '-1', '201', '1.5', 'x', '', '%00', '9'.repeat(40)])(
    'is not for ?buckets=%s',
    async (buckets, { alice, chat }) => {
      const fields = refusedFields(await alice.get(`${chat.path}mood/?buckets=${buckets}`));
      expect(Object.keys(fields)).toEqual(['buckets']);
    },
  );

  test('follows an edit, and forgets what is deleted', async ({ alice, bob, chat }) => {
    const { id } = await send(alice, chat, good);
    const kept = await send(bob, chat, good);
    await alice.patch(`${chat.messages}${id}/`, { message: bad });
    const edited = await moodOf(bob, chat);
    expect(edited.members.find(({ user }) => user.username === 'alice')?.average).toBeLessThan(0);
    await alice.delete(`${chat.messages}${id}/`);
    expect(await moodOf(bob, chat)).toMatchObject({
      average: kept.sentiment.polarity,
      count: 1,
      members: [{ user: bob.user, count: 1 }],
    });
  });

  test('keeps what a deleted user said, without the name', async ({ server, alice }) => {
    const author = await signUp(server, 'moody-leaver');
    const chat = await startChat(alice, author);
    await send(author, chat, good);
    await author.delete('/auth/me/', { current_password: author.password });
    const { count, members } = await moodOf(alice, chat);
    expect([count, members.length]).toEqual([1, 1]);
    expect(members[0]?.user).toMatchObject({ id: author.user.id, username: `deleted-${author.user.id}` });
    expect(JSON.stringify(members)).not.toContain('moody-leaver');
  });

  test('is of this chat alone', async ({ alice, bob, chat }) => {
    const other = await startChat(alice, bob);
    await send(alice, other, bad);
    await send(alice, chat, good);
    expect((await moodOf(bob, chat)).count).toBe(1);
  });
});

describe('a whisper in the mood', () => {
  test('counts for its two', async ({ alice, bob, carol }) => {
    const chat = await startChat(alice, bob, carol);
    const { sentiment } = await whisper(bob, chat, 'carol', bad);
    for (const reader of [bob, carol]) {
      expect(await moodOf(reader, chat, '?buckets=1')).toMatchObject({
        average: sentiment.polarity,
        count: 1,
        series: [{ count: 1 }],
        members: [{ user: bob.user, count: 1 }],
      });
    }
  });

  test('leaves no trace for the owner: not in a number, a time or the ETag', async ({
    alice,
    bob,
    carol,
  }) => {
    const chat = await startChat(alice, bob, carol);
    await send(alice, chat, good);
    const read = () => alice.get<Mood>(`${chat.path}mood/`);
    const before = await read();
    const { id } = await whisper(bob, chat, 'carol', bad);
    await bob.patch(`${chat.messages}${id}/`, { message: `${bad} ${bad}` });
    const after = await read();
    expect(after.text).toBe(before.text);
    expect(after.headers.get('etag')).toBe(before.headers.get('etag'));
    const alone = await startChat(alice, bob, carol);
    await whisper(bob, alone, 'carol', bad);
    expect((await moodOf(alice, alone)).series).toEqual([]);
  });
});

describe('the mood is for members', () => {
  test('and not for outsiders, nobody, or who left', async ({ alice, bob, carol, nobody, chat }) => {
    await send(alice, chat, good);
    const path = `${chat.path}mood/`;
    expect((await carol.get(path)).body).toMatchObject({ code: 'not_a_member' });
    // Whoever may not ask learns nothing about the question.
    expect((await carol.get(`${path}?buckets=x`)).status).toBe(403);
    expect((await nobody.get(path)).status).toBe(401);
    expect((await bob.get(path)).status).toBe(200);
    await bob.delete(`${chat.path}members/bob/`);
    expect((await bob.get(path)).status).toBe(403);
    expect((await bob.get(path, { headers: { 'If-None-Match': '*' } })).status).toBe(403);
  });

  test('of what does not exist is a 404, and so is a private chat of others', async ({
    alice,
    bob,
    carol,
  }) => {
    expect((await alice.get(`/api/chats/${'V'.repeat(22)}/mood/`)).status).toBe(404);
    const { uri } = (await alice.post<{ uri: string }>('/api/directs/', { username: 'bob' })).body;
    expect((await bob.get(`/api/chats/${uri}/mood/`)).status).toBe(200);
    expect((await carol.get(`/api/chats/${uri}/mood/`)).status).toBe(404);
  });
});

describe('a mood reply', () => {
  test('is a 304 while nothing is new, and whole with news or another question', async ({ alice, chat }) => {
    await send(alice, chat, good);
    const first = await alice.get(`${chat.path}mood/`);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[!#-~]+"$/);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    expect(first.headers.get('vary')?.toLowerCase()).toContain('authorization');
    const again = (query = '') =>
      alice.get(`${chat.path}mood/${query}`, { headers: { 'If-None-Match': etag } });
    expect(await again()).toMatchObject({ status: 304, text: '' });
    expect((await again('?buckets=7')).status).toBe(200);
    await send(alice, chat, bad);
    expect((await again()).status).toBe(200);
  });
});
