import { describe, expect } from 'vitest';
import { type ChatPath, startChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { dataUrl, picture } from '../support/pictures.ts';
import { allMine, eventsSince } from './polling.ts';
import { send, test } from './stage.ts';
import type { Chat, History, Message } from './wire.ts';

// A page of history is made once for all who see the same. Here somebody always has it before the one who matters asks.

const queries = ['', '?limit=1', '?limit=2', '?after=0', '?before=999999999'];

/** What these people are told, whatever stretch they ask for, in this order. */
async function read(chat: ChatPath, ...readers: Person[]): Promise<string[]> {
  const told: string[] = [];
  for (const reader of readers) {
    const pages: string[] = [];
    for (const query of queries) {
      const { status, text } = await reader.get(chat.messages + query);
      pages.push(`${status} ${text}`);
    }
    told.push(pages.join('\n'));
  }
  return told;
}

async function statuses(chat: ChatPath, reader: Pick<Person, 'get'>): Promise<number[]> {
  const replies = await Promise.all(queries.map((query) => reader.get(chat.messages + query)));
  for (const { status, text } of replies) if (status !== 200) expect(text).not.toContain('hello');
  return [...new Set(replies.map(({ status }) => status))];
}

function textsOf({ messages }: History): (string | null)[] {
  return messages.map(({ message }) => message);
}

async function texts(reader: Person, chat: ChatPath, query = ''): Promise<(string | null)[]> {
  return textsOf((await reader.get<History>(chat.messages + query)).body);
}

describe('a page that somebody has just been given', () => {
  test('is given to members alone, and to them only as long as they are', async ({
    alice,
    bob,
    carol,
    nobody,
    chat,
  }) => {
    await send(alice, chat, 'hello');
    await read(chat, alice, bob);
    expect(await statuses(chat, carol)).toEqual([403]);
    expect(await statuses(chat, nobody)).toEqual([401]);
    await carol.patch(chat.path, {});
    expect(await statuses(chat, carol)).toEqual([200]);
    await read(chat, alice);
    await alice.delete(`${chat.path}members/carol/?ban=1`);
    await read(chat, alice);
    expect(await statuses(chat, carol)).toEqual([403]);
    await bob.delete(`${chat.path}members/bob/`);
    await read(chat, alice);
    expect(await statuses(chat, bob)).toEqual([403]);
  });

  test('of a room that anyone may join is for who has joined', async ({ alice, carol }) => {
    const { uri } = (await alice.post<Chat>('/api/chats/', { public: true, slug: 'open-pages' })).body;
    const room = { uri, path: `/api/chats/${uri}/`, messages: `/api/chats/${uri}/messages/` };
    await send(alice, room, 'hello');
    await read(room, alice);
    expect(await statuses(room, carol)).toEqual([403]);
  });

  test('of a private chat is for its two people, and to others there is no such chat', async ({
    alice,
    bob,
    carol,
  }) => {
    const { uri } = (await alice.post<Chat>('/api/directs/', { username: 'bob' })).body;
    const direct = { uri, path: `/api/chats/${uri}/`, messages: `/api/chats/${uri}/messages/` };
    await send(bob, direct, 'hello');
    await read(direct, alice, bob);
    expect(await statuses(direct, carol)).toEqual([404]);
  });

  test('holds no whisper for others, whoever was there first', async ({ alice, bob, carol }) => {
    const chat = await startChat(alice, bob, carol);
    await send(alice, chat, 'aloud');
    await read(chat, alice, bob, carol);
    await bob.post(chat.messages, { message: 'psst', to: 'carol' });
    for (const order of [
      [alice, bob, carol],
      [carol, alice, bob],
    ]) {
      const told = await read(chat, ...order);
      for (const [i, reader] of order.entries())
        expect(told[i]?.includes('psst'), reader.username).toBe(reader !== alice);
    }
    expect(await texts(alice, chat, '?limit=1')).toEqual(['aloud']);
    expect(await texts(carol, chat, '?limit=1')).toEqual(['psst']);
    // Behind two more it is in some stretches and not in others.
    for (const text of ['louder', 'loudest']) await send(alice, chat, text);
    for (const reader of [carol, alice, bob]) {
      const whispered = reader === alice ? [] : ['psst'];
      expect(await texts(reader, chat, '?limit=1')).toEqual(['loudest']);
      expect(await texts(reader, chat)).toEqual(['aloud', ...whispered, 'louder', 'loudest']);
      const [last] = await texts(reader, chat, '?limit=3');
      expect(last).toBe(reader === alice ? 'aloud' : 'psst');
    }
  });

  test('holds nothing that was taken back, said otherwise or added since', async ({ alice, bob, chat }) => {
    const [secret, slip] = [await send(alice, chat, 'the safe is open'), await send(alice, chat, 'teh')];
    const photo = { image: dataUrl(await picture('png')) };
    const { id } = (await bob.post<Message>(chat.messages, photo)).body;
    const shownTo = async (reader: Person) => (await read(chat, alice, reader))[1];
    expect(await shownTo(bob)).toContain('the safe is open');
    await alice.delete(`${chat.messages}${secret.id}/`);
    expect(await shownTo(bob)).not.toContain('the safe is open');
    await alice.patch(`${chat.messages}${slip.id}/`, { message: 'the' });
    expect(await shownTo(bob)).not.toContain('teh');
    await alice.put(`${chat.messages}${slip.id}/reactions/👍/`);
    expect(await shownTo(bob)).toContain('👍');
    await alice.delete(`${chat.messages}${slip.id}/reactions/👍/`);
    expect(await shownTo(bob)).not.toContain('👍');
    expect(await shownTo(bob)).toContain('/api/images/');
    await bob.delete(`${chat.messages}${id}/`);
    expect(await shownTo(bob)).not.toContain('/api/images/');
  });

  test('shows people as they are now, also who has left, and who only reacted', async ({
    server,
    alice,
    bob,
    chat,
  }) => {
    const [author, fan] = [await signUp(server, 'once-here'), await signUp(server, 'a-fan')];
    for (const person of [author, fan]) await person.patch(chat.path, {});
    const { id } = await send(author, chat, 'hello');
    await fan.put(`${chat.messages}${id}/reactions/🎉/`);
    for (const person of [author, fan]) await person.delete(`${chat.path}members/${person.username}/`);
    const told = async () => (await read(chat, alice, bob))[1] ?? '';
    const before = await told();
    for (const name of ['once-here', 'a-fan']) expect(before).toContain(name);
    await author.patch('/auth/me/', { display_name: 'Gone For Good' });
    expect(await told()).toContain('Gone For Good');
    await fan.patch('/auth/me/', { avatar: 12 });
    expect(await told()).toContain('"avatar":12');
    for (const person of [author, fan]) {
      const { password } = person;
      expect((await person.delete('/auth/me/', { current_password: password })).status).toBe(204);
    }
    expect(await told()).not.toMatch(/once-here|a-fan|Gone For Good/);
  });

  test('is not found at an address that the chat had before, nor once the chat is gone', async ({
    alice,
    bob,
    chat,
  }) => {
    await send(alice, chat, 'hello');
    await read(chat, alice, bob);
    const { uri } = (await alice.post<Chat>(`${chat.path}rotate/`)).body;
    const moved = { uri, path: `/api/chats/${uri}/`, messages: `/api/chats/${uri}/messages/` };
    expect((await read(moved, alice, bob))[1]).toContain(`"uri":"${uri}"`);
    expect(await statuses(chat, bob)).toEqual([404]);
    await alice.delete(moved.path);
    expect(await statuses(moved, bob)).toEqual([404]);
  });

  test('leads on from now: not from when it was made, and past nothing', async ({ alice, bob, chat }) => {
    await send(alice, chat, 'hello');
    await read(chat, alice);
    const elsewhere = await startChat(alice, bob);
    await send(alice, elsewhere, 'not here');
    const { cursor, messages } = (await bob.get<History>(chat.messages)).body;
    expect(await eventsSince(bob, allMine, cursor)).toEqual([]);
    await send(alice, chat, 'news');
    const told = await eventsSince(bob, allMine, cursor);
    expect(told).toMatchObject([{ type: 'message.created', data: { message: 'news' } }]);
    const after = (await bob.get<History>(chat.messages)).body;
    expect(textsOf(after)).toEqual([...messages.map(({ message }) => message), 'news']);
    expect(await eventsSince(bob, allMine, after.cursor)).toEqual([]);
  });
});

test('whatever is said while a hundred ask for the page, their cursors lead to what is not on it', async ({
  alice,
  bob,
  chat,
}) => {
  const saying = Array.from({ length: 20 }, (_, i) => send(alice, chat, `number ${i}`));
  const asking = Array.from({ length: 100 }, (_, i) =>
    (i % 2 ? alice : bob).get<History>(`${chat.messages}?limit=50`),
  );
  await Promise.all(saying);
  const pages = (await Promise.all(asking)).map(({ body }) => body);
  for (const page of new Map(
    pages.map((each) => [`${each.cursor} ${each.messages.length}`, each]),
  ).values()) {
    const seen = new Set(page.messages.map(({ id }) => id));
    for (const { data } of await eventsSince(bob, `${chat.path}events/`, page.cursor))
      seen.add(Object(data).id);
    expect(seen.size, page.cursor).toBe(20);
  }
});
