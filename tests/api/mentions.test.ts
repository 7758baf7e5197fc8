import { describe, expect } from 'vitest';
import { makeStaff } from '../support/manage.ts';
import { type ChatPath, newName, startChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { allMine, cursorNow, eventsOf, eventsSince } from './polling.ts';
import { history, refusedFields, send, test } from './stage.ts';
import type { Chat, Member, Message, Page, Sent } from './wire.ts';

const namesOf = ({ mentions }: Pick<Message, 'mentions'>) => mentions.map(({ username }) => username);
const mine = async (person: Person, chat: ChatPath) => (await person.get<Chat>(chat.path)).body;

async function listed(person: Person, chat: ChatPath): Promise<Chat | undefined> {
  const { results } = (await person.get<Page<Chat>>('/api/chats/?page_size=200')).body;
  return results.find(({ uri }) => uri === chat.uri);
}

async function named(reader: Person, chat: ChatPath, text: string): Promise<string[]> {
  const reply = await reader.get<Page<Member>>(`${chat.path}members/?named=${encodeURIComponent(text)}`);
  expect(reply.status, reply.text).toBe(200);
  expect(reply.body.count).toBe(reply.body.results.length);
  return reply.body.results.map(({ username }) => username);
}

describe('a message names', () => {
  test('members by their username or display name, whatever the case, the longest that fits', async ({
    server,
    alice,
    bob,
  }) => {
    const anna = await signUp(server, newName('anna'));
    const other = await signUp(server, newName('other'));
    await anna.patch('/auth/me/', { display_name: 'Anna Sophia' });
    await other.patch('/auth/me/', { display_name: 'Anna' });
    const chat = await startChat(alice, bob, anna, other);
    expect(namesOf(await send(alice, chat, `hi @BOB and @anna sophia, and @bob`))).toEqual([
      bob.username,
      anna.username,
    ]);
    // As a User, in the answer as in the history, the events and what one takes home.
    const [said] = await history(bob, chat);
    expect(said?.mentions[0]).toEqual(bob.user);
    expect((await bob.get(`${chat.path}export/`)).text).toContain(JSON.stringify(said?.mentions));
    const [found] = await history(bob, chat, '?search=hi');
    expect(found).toEqual(said);
  });

  test('members of the lobby by a broadcast', async ({ server, bob }) => {
    const grace = await signUp(server, newName('grace'));
    await makeStaff(server, grace.username);
    const lobby = '/api/chats/lobby/';
    await bob.patch(lobby, {});
    const { body } = await grace.post<Message>('/api/broadcasts/', { message: `For @${bob.username}` });
    expect(namesOf(body)).toEqual([bob.username]);
    expect((await bob.get<Chat>(lobby)).body.unread_mentions).toEqual([body.id]);
  });

  test('nobody outside, nobody by a look-alike, no mail and no link', async ({ alice, bob, carol, chat }) => {
    const text = `@carol @bоb mail@bob.example https://example.org/@bob @${carol.username}`;
    expect(namesOf(await send(alice, chat, text))).toEqual([]);
    expect((await mine(bob, chat)).unread_mentions).toEqual([]);
    expect((await carol.get('/api/chats/')).text).not.toContain(chat.uri);
  });

  test('whom it did also under their next name, and when they have left', async ({ server, alice, bob }) => {
    const dora = await signUp(server, newName('dora'));
    const chat = await startChat(alice, bob, dora);
    const cursor = await cursorNow(bob, eventsOf(chat), alice);
    await send(alice, chat, `@${dora.username}`);
    await dora.delete(`${chat.path}members/${dora.username}/`);
    await dora.patch('/auth/me/', { display_name: 'Dora the second' });
    const [said] = await history(bob, chat);
    expect(said?.mentions).toMatchObject([{ id: dora.user.id, display_name: 'Dora the second' }]);
    const events = await eventsSince(bob, eventsOf(chat), cursor);
    expect(events[0]?.data).toEqual(said);
    expect(events.at(-1)).toMatchObject({ type: 'user.updated', data: { display_name: 'Dora the second' } });
  });

  test('in a whisper nobody but its two', async ({ alice, bob, carol }) => {
    const chat = await startChat(alice, bob, carol);
    const whisper = { message: '@alice knows nothing, @carol', to: 'carol' };
    const { body } = await bob.post<Sent>(chat.messages, whisper);
    expect(namesOf(body)).toEqual(['carol']);
    expect((await mine(alice, chat)).unread_mentions).toEqual([]);
    expect((await mine(carol, chat)).unread_mentions).toEqual([body.id]);
    await bob.patch(`${chat.messages}${body.id}/`, { message: '@alice still knows nothing' });
    expect((await mine(alice, chat)).unread_mentions).toEqual([]);
    expect((await mine(carol, chat)).unread_mentions).toEqual([]);
    expect((await alice.get(eventsOf(chat))).text).not.toContain('knows nothing');
  });

  test('fifty at most, also where each sign is an @', async ({ alice, bob, chat }) => {
    for (const text of ['@,'.repeat(2000), `${'@nobody '.repeat(50)}@bob`])
      expect(namesOf(await send(alice, chat, text))).toEqual([]);
    expect(namesOf(await send(alice, chat, `${'@nobody '.repeat(49)}@bob`))).toEqual([bob.username]);
  });
});

describe('an unread mention', () => {
  test('stands in one’s own chat until it is read, and in nobody else’s', async ({ alice, bob, carol }) => {
    const chat = await startChat(alice, bob, carol);
    await send(alice, chat, 'nothing');
    const first = await send(alice, chat, 'see, @bob');
    await send(bob, chat, 'I am @bob');
    const second = await send(carol, chat, '@bob!');
    expect((await mine(bob, chat)).unread_mentions).toEqual([first.id, second.id]);
    expect((await listed(bob, chat))?.unread_mentions).toEqual([first.id, second.id]);
    expect((await mine(alice, chat)).unread_mentions).toEqual([]);
    await bob.put(`${chat.path}read/`, { message_id: first.id });
    expect((await listed(bob, chat))?.unread_mentions).toEqual([second.id]);
  });

  test('comes and goes as the text is said otherwise and taken back', async ({ alice, bob, chat }) => {
    const { id } = await send(alice, chat, 'hello');
    const cursor = await cursorNow(bob, allMine, alice);
    const reword = (message: string) => alice.patch<Message>(`${chat.messages}${id}/`, { message });
    expect(namesOf((await reword('hello @bob')).body)).toEqual(['bob']);
    expect((await mine(bob, chat)).unread_mentions).toEqual([id]);
    expect(namesOf((await reword('hello @alice')).body)).toEqual(['alice']);
    expect((await mine(bob, chat)).unread_mentions).toEqual([]);
    await reword('hello @bob');
    await alice.delete(`${chat.messages}${id}/`);
    expect((await mine(bob, chat)).unread_mentions).toEqual([]);
    expect((await history(bob, chat)).map(namesOf)).toEqual([[]]);
    // As it is now, in every event.
    const events = await eventsSince(bob, allMine, cursor);
    expect(events.map(({ data }) => (data as Message).mentions)).toEqual([[], [], [], []]);
  });

  test('is none by somebody whom one has blocked, who learns nothing of it', async ({
    server,
    alice,
    bob,
  }) => {
    const eve = await signUp(server, newName('eve'));
    const chat = await startChat(alice, bob, eve);
    await bob.put(`/api/blocks/${eve.username}/`);
    expect(namesOf(await send(eve, chat, '@bob and @alice'))).toEqual(['alice', 'bob']);
    const { id } = await send(eve, chat, 'hm');
    await eve.patch(`${chat.messages}${id}/`, { message: 'or @bob' });
    expect((await mine(bob, chat)).unread_mentions).toEqual([]);
    expect((await mine(alice, chat)).unread_mentions).toHaveLength(1);
  });

  test('is gone with who is removed, and does not wait for their return', async ({ alice, bob, chat }) => {
    await send(alice, chat, '@bob');
    await alice.delete(`${chat.path}members/bob/`);
    expect((await bob.get(chat.messages)).status).toBe(403);
    await bob.patch(chat.path, {});
    expect((await mine(bob, chat)).unread_mentions).toEqual([]);
  });

  test('is told of as one of the newest hundred', async ({ alice, bob, chat }) => {
    const sent = await Promise.all(Array.from({ length: 101 }, () => send(alice, chat, '@bob')));
    const ids = sent.map(({ id }) => id).toSorted((one, other) => one - other);
    expect((await listed(bob, chat))?.unread_mentions).toEqual(ids.slice(1));
  });
});

describe('what of a chat draws one’s attention', () => {
  test('is all at first, is chosen for oneself, and told to one’s own devices alone', async ({
    alice,
    bob,
    chat,
  }) => {
    expect(await mine(bob, chat)).toMatchObject({ notify: 'all' });
    const cursors = [await cursorNow(bob, allMine, alice), await cursorNow(alice, allMine)];
    for (const notify of ['mentions', 'mentions', 'none'])
      expect(await bob.put(`${chat.path}notify/`, { notify })).toMatchObject({
        status: 200,
        body: { notify, archived_after: null },
      });
    expect(await listed(bob, chat)).toMatchObject({ notify: 'none' });
    expect(await mine(alice, chat)).toMatchObject({ notify: 'all' });
    expect((await alice.get(`${chat.path}members/`)).text).not.toContain('notify');
    const told = await eventsSince(bob, allMine, cursors[0] ?? '');
    expect(told.map(({ type, chat: uri, data }) => [type, uri, data])).toEqual([
      ['notify.updated', chat.uri, { notify: 'mentions', archived_after: null }],
      ['notify.updated', chat.uri, { notify: 'none', archived_after: null }],
    ]);
    expect(await eventsSince(alice, allMine, cursors[1] ?? '')).toEqual([]);
  });

  test('is nothing else, and nothing for who is not in it', async ({ bob, carol, chat }) => {
    expect(refusedFields(await bob.put(`${chat.path}notify/`, { notify: 'loud' }))).toHaveProperty('notify');
    expect(refusedFields(await bob.put(`${chat.path}notify/`, {}))).toHaveProperty('notify');
    expect((await carol.put(`${chat.path}notify/`, { notify: 'none' })).status).toBe(403);
  });
});

describe('whom the beginning of a text names', () => {
  test('is found by username and by display name, whatever their case and width, among all members', async ({
    alice,
    bob,
    chat,
  }) => {
    await bob.patch('/auth/me/', { display_name: 'Anna Maria' });
    for (const text of [
      'bob hush',
      'BOB hush',
      'ｂｏｂ hush',
      'bob',
      'bob, hush',
      'anna maria\nhush',
      'Anna Maria: hush',
    ]) {
      expect(await named(alice, chat, text), text).toEqual(['bob']);
    }
    // Not by a part of a name, nor by one that stands further on.
    for (const text of ['bo hush', 'bobby hush', 'Anna hush', 'hush bob', '%', "' or 1=1 --"])
      expect(await named(alice, chat, text), text).toEqual([]);
  });

  test('may be several: the longer name is for the reader to prefer', async ({ alice, bob, carol }) => {
    const chat = await startChat(alice, bob, carol);
    await carol.patch('/auth/me/', { display_name: 'Bob Senior' });
    expect((await named(alice, chat, 'bob senior hush')).sort()).toEqual(['bob', 'carol']);
  });

  test('is nobody who is not in the chat', async ({ alice, carol, chat }) => {
    expect(await named(alice, chat, 'carol hush')).toEqual([]);
    const reply = await carol.get(`${chat.path}members/?named=bob`);
    expect(reply.status).toBe(403);
  });

  test('is a short text and no blank one', async ({ alice, chat }) => {
    for (const text of ['', ' ', 'x'.repeat(201)]) {
      const reply = await alice.get(`${chat.path}members/?named=${encodeURIComponent(text)}`);
      expect(reply.status, text).toBe(400);
      expect(Object.keys(refusedFields(reply))).toEqual(['named']);
    }
    expect(await named(alice, chat, '. , '.repeat(50).trim())).toEqual([]);
  });
});
