import { describe, expect } from 'vitest';
import { arranged, type ChatPath, startChat } from '../support/people.ts';
import { type Person, type Reply, signUp } from '../support/person.ts';
import { allMine, eventsSince, typesOf } from './polling.ts';
import { history, promote, send, test } from './stage.ts';
import type { Chat, Message, Page } from './wire.ts';

const at = (chat: ChatPath, id: number) => `${chat.messages}${id}/pin/`;

async function pin(person: Person, chat: ChatPath, { id }: { id: number }): Promise<Message> {
  return arranged(await person.put<Message>(at(chat, id)), 200);
}

async function pins(reader: Person, chat: ChatPath, query = ''): Promise<Page<Message>> {
  return arranged(await reader.get<Page<Message>>(`${chat.path}pins/${query}`), 200);
}

const textsOf = ({ results }: Page<Message>) => results.map(({ message }) => message);

/** The ids that the chat shows, on its own and in the list. */
async function shown(reader: Person, chat: ChatPath): Promise<number[]> {
  const { pinned } = (await reader.get<Chat>(chat.path)).body;
  const mine = (await reader.get<Page<Chat>>('/api/chats/')).body.results;
  expect(mine.find(({ uri }) => uri === chat.uri)?.pinned).toEqual(pinned);
  return pinned;
}

describe('a pin', () => {
  test('is seen by all in the chat, says whose it is, and is told once', async ({
    alice,
    bob,
    carol,
    chat,
  }) => {
    const first = await send(bob, chat, 'the key is under the mat');
    const second = await send(alice, chat, 'bring your own cup');
    expect(first.pinned).toBeNull();
    const page = await bob.get(chat.messages);
    for (let i = 0; i < 2; i += 1) {
      const { pinned } = await pin(alice, chat, first);
      expect(pinned).toMatchObject({ user: { username: 'alice' } });
    }
    await pin(alice, chat, second);
    expect(await shown(bob, chat)).toEqual([second.id, first.id]);
    const list = await pins(bob, chat);
    expect(textsOf(list)).toEqual(['bring your own cup', 'the key is under the mat']);
    expect(await pins(bob, chat, '?page=2&page_size=1')).toMatchObject({
      count: 2,
      results: [list.results[1]],
    });
    const headers = { 'if-none-match': page.headers.get('etag') ?? '' };
    expect((await bob.get(chat.messages, { headers })).status).toBe(200);
    expect((await history(bob, chat)).map(({ pinned }) => pinned)).toEqual(
      list.results.map(({ pinned }) => pinned).reverse(),
    );

    for (let i = 0; i < 2; i += 1) {
      const { body } = await alice.delete<Message>(at(chat, second.id));
      expect(body.pinned).toBeNull();
    }
    expect(await shown(alice, chat)).toEqual([first.id]);
    const events = await eventsSince(bob, allMine, second.cursor);
    expect(typesOf(events)).toEqual(['message.pinned', 'message.pinned', 'message.unpinned']);
    expect(events.map(({ data }) => Object(data).id)).toEqual([first.id, second.id, second.id]);
    expect(await eventsSince(carol, allMine, second.cursor)).toEqual([]);
  });

  test('is for owner and moderators, on what was said in their chat', async ({
    alice,
    bob,
    carol,
    nobody,
    chat,
  }) => {
    const { id } = await send(bob, chat, 'mine');
    const other = await startChat(alice, carol);
    const refused: [Reply, number][] = [
      [await bob.put(at(chat, id)), 403],
      [await carol.put(at(chat, id)), 403],
      [await nobody.put(at(chat, id)), 401],
      [await alice.put(at(other, id)), 404],
      [await alice.put(at(chat, 999_999)), 404],
      [await carol.get(`${chat.path}pins/`), 403],
    ];
    for (const [reply, status] of refused) expect(reply.status, reply.text).toBe(status);
    expect(await shown(alice, chat)).toEqual([]);
    await promote(alice, chat, bob);
    await pin(bob, chat, { id });
    await alice.patch(`${chat.path}members/bob/`, { role: 'member' });
    expect((await bob.delete(at(chat, id))).status).toBe(403);
  });

  test('never holds up a whisper, of which a third learns nothing', async ({ alice, carol, chat }) => {
    await carol.patch(chat.path, {});
    await promote(alice, chat, carol);
    const whisper = arranged(await alice.post<Message>(chat.messages, { message: 'psst', to: 'bob' }), 201);
    const reply = await alice.put(at(chat, whisper.id));
    expect(reply.status).toBe(403);
    expect(reply.body).toMatchObject({ code: 'whisper' });
    const strange = await carol.put(at(chat, whisper.id));
    const absent = await carol.put(at(chat, 999_999));
    expect([strange.status, strange.text]).toEqual([absent.status, absent.text]);
    expect(strange.status).toBe(404);
  });

  test('is for both in a private chat, unless one has blocked the other', async ({ server, alice }) => {
    const dora = await signUp(server, 'dora');
    const { body } = await alice.post<Chat>('/api/directs/', { username: 'dora' });
    const chat = {
      uri: body.uri,
      path: `/api/chats/${body.uri}/`,
      messages: `/api/chats/${body.uri}/messages/`,
    };
    const word = await send(alice, chat, 'between us');
    expect((await pin(dora, chat, word)).pinned).toMatchObject({ user: { username: 'dora' } });
    arranged(await alice.delete(at(chat, word.id)), 200);
    arranged(await alice.put('/api/blocks/dora/'), 201);
    for (const [person, code] of [
      [alice, 'blocked_by_you'],
      [dora, 'blocked'],
    ] as const) {
      const reply = await person.put(at(chat, word.id));
      expect(reply.status).toBe(403);
      expect(reply.body).toMatchObject({ code });
    }
  });

  test('follows its message, and outlasts whoever made it', async ({ server, alice, bob, chat }) => {
    const mod = await signUp(server, 'mod');
    await mod.patch(chat.path, {});
    await promote(alice, chat, mod);
    const kept = await send(bob, chat, 'at five');
    const gone = await send(bob, chat, 'a slip of the pen');
    for (const message of [kept, gone]) await pin(mod, chat, message);
    const { cursor } = await send(bob, chat, 'both are pinned');
    await bob.patch(`${chat.messages}${kept.id}/`, { message: 'at six' });
    await bob.delete(`${chat.messages}${gone.id}/`);
    expect((await alice.put(at(chat, gone.id))).status).toBe(404);
    expect(await shown(alice, chat)).toEqual([kept.id]);

    await alice.delete(`${chat.path}members/mod/`);
    await mod.patch('/auth/me/', { display_name: 'Gone Mod' });
    const told = await eventsSince(bob, allMine, cursor);
    expect(typesOf(told)).toContain('user.updated');
    const { uri } = arranged(await alice.post<Chat>(`${chat.path}rotate/`), 200);
    const moved = { uri, path: `/api/chats/${uri}/`, messages: `/api/chats/${uri}/messages/` };
    expect(await pins(bob, moved)).toMatchObject({
      count: 1,
      results: [{ uri, message: 'at six', pinned: { user: { display_name: 'Gone Mod' } } }],
    });
    arranged(await mod.delete('/auth/me/', { current_password: mod.password }), 204);
    expect((await pins(bob, moved)).results[0]?.pinned?.user).toMatchObject({ avatar: 0 });
    expect((await alice.get(`${moved.path}export/?format=txt`)).text).toContain('at six (edited) (pinned)');
  });

  test('is one of fifty at most', async ({ alice, bob }) => {
    const chat = await startChat(alice, bob);
    await promote(alice, chat, bob);
    const said = await Promise.all(Array.from({ length: 51 }, (_, i) => send(bob, chat, `no. ${i}`)));
    const replies = await Promise.all(said.map(({ id }, i) => (i % 2 ? alice : bob).put(at(chat, id))));
    const refused = replies.filter(({ status }) => status !== 200);
    expect(refused.map(({ status, body }) => [status, Object(body).code])).toEqual([[409, 'too_many_pins']]);
    expect(await shown(alice, chat)).toHaveLength(50);
  });
});
