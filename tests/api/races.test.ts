import { describe, expect } from 'vitest';
import { type ChatPath, startChat } from '../support/people.ts';
import { type Person, type Reply, signUp } from '../support/person.ts';
import { history, promote, send, test } from './stage.ts';
import type { Chat, Member, Page } from './wire.ts';

function statuses(replies: Reply[]): number[] {
  return [...new Set(replies.map((reply) => reply.status))].toSorted();
}

async function members(reader: Person, chat: ChatPath): Promise<Member[]> {
  return (await reader.get<Page<Member>>(`${chat.path}members/`)).body.results;
}

describe('at the same moment', () => {
  test('deleting a session and using it is either in time or refused', async ({ alice, bob, carol }) => {
    for (let round = 0; round < 5; round += 1) {
      const chat = await startChat(alice, bob);
      const { id } = await send(bob, chat, 'first');
      const using = Array.from({ length: 4 }, (_, i) => [
        bob.post(chat.messages, { message: `number ${i}` }),
        bob.get(chat.messages),
        bob.patch(`${chat.messages}${id}/`, { message: `edit ${i}` }),
        carol.patch(chat.path, {}),
        alice.patch(`${chat.path}members/bob/`, { role: i % 2 ? 'moderator' : 'member' }),
        alice.patch(chat.path, { name: `name ${i}` }),
      ]).flat();
      const [deleted, ...used] = await Promise.all([alice.delete(chat.path), ...using]);
      expect(deleted?.status).toBe(204);
      for (const status of statuses(used)) expect([200, 201, 403, 404]).toContain(status);
      expect((await bob.get(chat.messages)).status).toBe(404);
    }
  });

  // A hundred calls, for a rule that a transaction keeps: in the soak.
  test.runIf(process.env.HOLDLINE_TEST_WHOLE === 'on')(
    'two people pin one message more than a chat takes, and one of them is refused',
    async ({ alice, bob, chat }) => {
      await promote(alice, chat, bob);
      const said = await Promise.all(Array.from({ length: 51 }, (_, i) => send(bob, chat, `number ${i}`)));
      const pinning = said.map(({ id }, i) => (i % 2 ? alice : bob).put(`${chat.messages}${id}/pin/`));
      const refused = (await Promise.all(pinning)).filter(({ status }) => status !== 200);
      expect(refused.map(({ status, body }) => [status, Object(body).code])).toEqual([
        [409, 'too_many_pins'],
      ]);
      expect((await bob.get<Chat>(chat.path)).body.pinned).toHaveLength(50);
    },
  );

  test('removing a member and hearing from them is either in time or a 403', async ({ alice, bob, chat }) => {
    const sending = Array.from({ length: 10 }, (_, i) => bob.post(chat.messages, { message: `number ${i}` }));
    const removing = alice.delete(`${chat.path}members/bob/`);
    const sent = await Promise.all(sending);
    expect((await removing).status).toBe(204);
    for (const status of statuses(sent)) expect([201, 403]).toContain(status);
    const accepted = sent.filter((reply) => reply.status === 201);
    expect(await history(alice, chat)).toHaveLength(accepted.length);
    expect((await bob.post(chat.messages, { message: 'and another' })).status).toBe(403);
  });

  test('a ban and joining again never ends with the banned one inside', async ({ alice, bob, chat }) => {
    const [banned, ...joined] = await Promise.all([
      alice.delete(`${chat.path}members/bob/?ban=1`),
      ...Array.from({ length: 5 }, () => bob.patch(chat.path, {})),
    ]);
    expect(banned?.status).toBe(204);
    for (const status of statuses(joined)) expect([200, 403]).toContain(status);
    expect((await bob.get(chat.messages)).status).toBe(403);
    expect((await members(alice, chat)).map((member) => member.username)).toEqual(['alice']);
  });

  test('editing and deleting a message leaves a tombstone without a text', async ({ alice, bob, chat }) => {
    const { id } = await send(bob, chat, 'a slip of the tongue');
    const replies = await Promise.all([
      bob.patch(`${chat.messages}${id}/`, { message: 'a slip, reworded' }),
      bob.delete(`${chat.messages}${id}/`),
      bob.patch(`${chat.messages}${id}/`, { message: 'a slip, reworded again' }),
    ]);
    for (const status of statuses(replies)) expect([200, 204, 404, 409]).toContain(status);
    expect(await history(alice, chat)).toMatchObject([{ id, deleted: true }]);
    expect((await alice.get(chat.messages)).text).not.toContain('slip');
  });

  test('handing over and leaving keeps exactly one owner', async ({ alice, bob, carol }) => {
    for (let round = 0; round < 5; round += 1) {
      const chat = await startChat(alice, bob, carol);
      await promote(alice, chat, carol);
      const replies = await Promise.all([
        alice.patch(`${chat.path}members/bob/`, { role: 'owner' }),
        bob.delete(`${chat.path}members/bob/`),
        alice.delete(`${chat.path}members/alice/`),
      ]);
      for (const status of statuses(replies)) expect([200, 204, 403, 404]).toContain(status);
      const roles = (await members(carol, chat)).map((member) => member.role);
      expect(roles.filter((role) => role === 'owner')).toHaveLength(1);
      const { owner, member_count } = (await carol.get<Chat>(chat.path)).body;
      expect((await members(carol, chat))[0]?.username).toBe(owner.username);
      expect(roles).toHaveLength(member_count);
    }
  });

  test('deleting an account and using it ends without it in any session', async ({ server, alice }) => {
    const leaver = await signUp(server, 'hasty');
    const chat = await startChat(alice, leaver);
    const other = await startChat(alice);
    const using = Array.from({ length: 4 }, (_, i) => [
      leaver.post(chat.messages, { message: `number ${i}` }),
      leaver.patch(other.path, {}),
      leaver.post('/api/chats/', {}),
      alice.patch(other.path, { username: 'hasty' }),
      leaver.patch('/auth/me/', { avatar: i + 1 }),
    ]).flat();
    const deleting = leaver.delete('/auth/me/', { current_password: leaver.password });
    const replies = await Promise.all(using);
    expect((await deleting).status).toBe(204);
    for (const status of statuses(replies)) expect(status).toBeLessThan(500);
    for (const place of [chat, other]) {
      expect((await members(alice, place)).map((member) => member.username)).toEqual(['alice']);
      expect((await alice.get<Chat>(place.path)).body.member_count).toBe(1);
    }
  });

  test('two changes of password end with one that works', async ({ server, nobody }) => {
    const twice = await signUp(server, 'twice');
    const wanted = ['scones with jam', 'jam with scones'];
    const changing = wanted.map((new_password) =>
      twice.post('/auth/password/', { current_password: twice.password, new_password }),
    );
    const replies = await Promise.all(changing);
    for (const status of statuses(replies)) expect([204, 400]).toContain(status);
    expect(statuses(replies)).toContain(204);
    const logIns = wanted.map((password) =>
      nobody.post('/auth/jwt/create/', { username: 'twice', password }),
    );
    expect((await Promise.all(logIns)).filter((reply) => reply.status === 200)).toHaveLength(1);
  });
});
