import { describe, expect, onTestFinished } from 'vitest';
import { type ChatPath, startChat } from '../support/people.ts';
import { anonymous, type Person, signUp } from '../support/person.ts';
import { startTestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { promote, refusedFields, test } from './stage.ts';
import { type Chat, type Invite, isoTime, type Joined, type LogIn, type Page, type Refusal } from './wire.ts';

async function invite(maker: Person, chat: ChatPath, body: object = {}): Promise<Invite> {
  const reply = await maker.post<Invite>(`${chat.path}invites/`, body);
  expect(reply.status, reply.text).toBe(201);
  return reply.body;
}

async function usesOf(maker: Person, chat: ChatPath, { code }: Invite): Promise<number | undefined> {
  const { results } = (await maker.get<Page<Invite>>(`${chat.path}invites/`)).body;
  return results.find((one) => one.code === code)?.uses;
}

describe('making an invite', () => {
  test('gives a code, a link and a picture of the link', async ({ alice, chat }) => {
    const plain = await invite(alice, chat);
    expect(plain).toMatchObject({ expires_at: null, max_uses: null, uses: 0 });
    expect(plain.created_at).toMatch(isoTime);
    // 22 of 62 letters and digits are 131 bits.
    expect(plain.code).toMatch(/^[A-Za-z0-9]{22,}$/);
    // Where nobody said how people reach the server, it does not take a stranger's word for it.
    expect(plain.url).toBe(`/join/${plain.code}/`);
    expect(plain.qr).toBeNull();
    const limited = await invite(alice, chat, { expires_in: 60, max_uses: 3, note: 'for <the> crew' });
    expect(limited).toMatchObject({ max_uses: 3, note: 'for <the> crew' });
    const leftMs = Date.parse(limited.expires_at ?? '') - Date.now();
    expect(leftMs).toBeGreaterThan(50_000);
    expect(leftMs).toBeLessThanOrEqual(61_000);
    expect(limited.code).not.toBe(plain.code);
    const listed = (await alice.get<Page<Invite>>(`${chat.path}invites/`)).body;
    expect(listed.count).toBe(2);
    expect(listed.results).toEqual(expect.arrayContaining([plain, limited]));
  });

  test('is for owner and moderators', async ({ alice, bob, carol, nobody, chat }) => {
    const path = `${chat.path}invites/`;
    const { code } = await invite(alice, chat);
    for (const person of [bob, carol]) {
      for (const reply of [await person.post(path, {}), await person.get(path)]) {
        expect(reply.status).toBe(403);
        expect(reply.text).not.toContain(code);
      }
      expect([403, 404]).toContain((await person.delete(`${path}${code}/`)).status);
    }
    for (const reply of [await nobody.post(path, {}), await nobody.get(path)]) expect(reply.status).toBe(401);
    expect((await nobody.delete(`${path}${code}/`)).status).toBe(401);
    await promote(alice, chat, bob);
    const moderators = await invite(bob, chat);
    expect((await bob.delete(`${path}${code}/`)).status).toBe(204);
    expect((await carol.post(`/api/invites/${moderators.code}/accept/`)).status).toBe(200);
  });

  test.for([
    [{ expires_in: 0 }, 'expires_in'],
    [{ expires_in: -5 }, 'expires_in'],
    [{ expires_in: 'soon' }, 'expires_in'],
    [{ expires_in: 1e300 }, 'expires_in'],
    [{ max_uses: 0 }, 'max_uses'],
    [{ max_uses: 1.5 }, 'max_uses'],
    [{ max_uses: [] }, 'max_uses'],
    [{ note: 'x'.repeat(5_000) }, 'note'],
    [{ note: 'a\0b' }, 'note'],
  ] as const)('with %j is refused', async ([body, field], { alice, chat }) => {
    expect(Object.keys(refusedFields(await alice.post(`${chat.path}invites/`, body)))).toEqual([field]);
  });

  test('writes the link with the address that people use', async () => {
    const server = await startTestServer({ PUBLIC_URL: 'https://chat.example' });
    onTestFinished(() => server.stop());
    const owner = await signUp(server, 'owner');
    const made = await invite(owner, await startChat(owner));
    expect(made.url).toBe(`https://chat.example/join/${made.code}/`);
    expect(made.qr).toMatch(/^<svg[\s\S]*<\/svg>\s*$/);
  });
});

describe('an invite', () => {
  test('shows what it leads to, to anyone and without being used', async ({ alice, carol, nobody, chat }) => {
    const made = await invite(alice, chat, { max_uses: 1 });
    await alice.post(chat.messages, { message: 'for the members' });
    for (const reader of [nobody, carol, nobody]) {
      const preview = await reader.get(`/api/invites/${made.code}/`);
      expect(preview.status, preview.text).toBe(200);
      expect(preview.text).toContain('"member_count":2');
      expect(preview.text).not.toContain('for the members');
      // The link is for ever, whatever the invite says of uses and time.
      expect(preview.text).not.toContain(chat.uri);
    }
    expect(await usesOf(alice, chat, made)).toBe(0);
    expect((await carol.get<Chat>(chat.path)).body.is_member).toBe(false);
  });

  test.for(['accept', 'patch'])(
    'opens what the link alone does not, by %s',
    async (way, { alice, carol, chat }) => {
      await alice.patch(chat.path, { join_policy: 'invite' });
      const made = await invite(alice, chat);
      expect((await carol.patch(chat.path, {})).status).toBe(403);
      const reply =
        way === 'accept'
          ? await carol.post<Joined>(`/api/invites/${made.code}/accept/`)
          : await carol.patch<Joined>(chat.path, { invite: made.code });
      expect(reply.status, reply.text).toBe(200);
      expect(reply.body).toMatchObject({ status: 'SUCCESS', message: 'carol joined the chat' });
      expect(reply.body.members[0]?.username).toBe('alice');
      if (way === 'accept') {
        const { status: _, message: __, user: ___, ...joined } = reply.body;
        expect(joined).toEqual((await carol.get<Chat>(chat.path)).body);
      }
      expect((await carol.get(chat.messages)).status).toBe(200);
      expect(await usesOf(alice, chat, made)).toBe(1);
    },
  );

  test('is not used by those who are in the chat already', async ({ alice, bob, carol, chat }) => {
    const made = await invite(alice, chat, { max_uses: 1 });
    const accept = `/api/invites/${made.code}/accept/`;
    for (const member of [alice, bob]) expect((await member.post(accept)).status).toBe(200);
    expect(await usesOf(alice, chat, made)).toBe(0);
    for (let i = 0; i < 2; i += 1) expect((await carol.post(accept)).status).toBe(200);
    expect(await usesOf(alice, chat, made)).toBe(1);
  });

  test('lets in guests, and nobody who is not even that', async ({ alice, nobody, chat }) => {
    const accept = `/api/invites/${(await invite(alice, chat)).code}/accept/`;
    const { token } = (await nobody.post<LogIn>('/auth/guests/', { nickname: 'Invited' })).body;
    expect((await nobody.post(accept)).status).toBe(401);
    expect((await nobody.post(accept, undefined, { token })).status).toBe(200);
  });

  test('does not open a closed chat, nor lift a ban', async ({ alice, bob, carol, chat }) => {
    const made = await invite(alice, chat);
    const accept = `/api/invites/${made.code}/accept/`;
    await alice.delete(`${chat.path}members/bob/?ban=1`);
    for (const reply of [
      await bob.post<Refusal>(accept),
      await bob.patch<Refusal>(chat.path, { invite: made.code }),
    ]) {
      expect(reply.status).toBe(403);
      expect(reply.body.detail).toMatch(/ban/i);
    }
    await alice.patch(chat.path, { join_policy: 'closed' });
    const closed = await carol.post<Refusal>(accept);
    expect(closed.status).toBe(403);
    expect(closed.body.detail).toMatch(/closed/i);
    expect(await usesOf(alice, chat, made)).toBe(0);
  });

  test('is withdrawn by its id as well, which opens nothing', async ({ alice, carol, chat }) => {
    const { id, code } = await invite(alice, chat);
    expect((await carol.get(`/api/invites/${id}/`)).status).toBe(404);
    expect((await carol.post(`/api/invites/${id}/accept/`)).status).toBe(404);
    expect((await carol.patch(chat.path, { invite: id })).status).toBe(404);
    const other = await startChat(alice);
    expect((await alice.delete(`${other.path}invites/${id}/`)).status).toBe(404);
    expect((await alice.delete(`${chat.path}invites/${id}/`)).status).toBe(204);
    expect((await carol.post(`/api/invites/${code}/accept/`)).status).toBe(410);
    expect((await alice.delete(`${chat.path}invites/${id}/`)).status).toBe(404);
  });

  test('belongs to its own chat', async ({ alice, carol, chat }) => {
    const made = await invite(alice, chat);
    const other = await startChat(alice);
    expect((await carol.patch(other.path, { invite: made.code })).status).toBe(404);
    expect((await alice.delete(`${other.path}invites/${made.code}/`)).status).toBe(404);
    expect((await alice.get<Page<Invite>>(`${other.path}invites/`)).body.count).toBe(0);
    expect((await carol.patch(chat.path, { invite: made.code })).status).toBe(200);
  });

  test('goes with its chat', async ({ alice, carol }) => {
    const chat = await startChat(alice);
    const { code } = await invite(alice, chat);
    await alice.delete(chat.path);
    expect((await carol.get(`/api/invites/${code}/`)).status).toBe(404);
    expect((await carol.post(`/api/invites/${code}/accept/`)).status).toBe(404);
  });

  test.for(['V'.repeat(16), 'x', '%00', 'undefined', '..'])(
    'that does not exist is a 404: %s',
    async (code, { carol, nobody, chat }) => {
      expect((await nobody.get(`/api/invites/${code}/`)).status).toBe(404);
      if (code !== '..') expect((await carol.post(`/api/invites/${code}/accept/`)).status).toBe(404);
      expect((await carol.patch(chat.path, { invite: code })).status).toBe(404);
    },
  );
});

describe('an invite that is over is a 410', () => {
  const isOver = async (person: Person, chat: ChatPath, { code }: Invite, stranger = person) => {
    for (const reply of [
      await stranger.get<Refusal>(`/api/invites/${code}/`),
      await person.post<Refusal>(`/api/invites/${code}/accept/`),
      await person.patch<Refusal>(chat.path, { invite: code }),
    ]) {
      expect(reply.status, reply.text).toBe(410);
      expect(typeof reply.body.detail).toBe('string');
    }
    expect((await person.get(chat.messages)).status).toBe(403);
  };

  test('when it was withdrawn', async ({ alice, carol, chat }) => {
    const made = await invite(alice, chat);
    expect((await alice.delete(`${chat.path}invites/${made.code}/`)).status).toBe(204);
    await isOver(carol, chat, made);
  });

  test('when it has expired', async ({ alice, carol, chat }) => {
    const made = await invite(alice, chat, { expires_in: 1 });
    const preview = () => carol.get(`/api/invites/${made.code}/`);
    expect((await preview()).status).toBe(200);
    await until(async () => (await preview()).status === 410, { what: 'the invite has expired' });
    await isOver(carol, chat, made);
  });

  test('when it is used up', async ({ server, alice, carol, chat }) => {
    const made = await invite(alice, chat, { max_uses: 1 });
    const first = await signUp(server, 'first-come');
    expect((await first.post(`/api/invites/${made.code}/accept/`)).status).toBe(200);
    await isOver(carol, chat, made);
    expect((await anonymous(server).get(`/api/invites/${made.code}/`)).status).toBe(410);
  });
});
