import { describe, expect } from 'vitest';
import { arranged, type ChatPath, startChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { dataUrl, picture } from '../support/pictures.ts';
import { allMine, cursorNow, eventsOf, eventsSince } from './polling.ts';
import { history, refusedFields, send, test } from './stage.ts';
import type { Chat, Message, Page, Quote, Sent } from './wire.ts';

const post = (author: Person, chat: ChatPath, fields: object) =>
  author.post<Sent>(chat.messages, { message: 'Yes!', ...fields });

async function answer(author: Person, chat: ChatPath, id: number, fields: object = {}): Promise<Sent> {
  return arranged(await post(author, chat, { reply_to: id, ...fields }), 201);
}

/** What everyone is shown of the newest message's original: in the history, the list and all events since a cursor. */
async function quotesOf(reader: Person, chat: ChatPath, cursor: string): Promise<(Quote | null)[]> {
  const { results } = (await reader.get<Page<Chat>>('/api/chats/?page_size=200')).body;
  const events = [
    ...(await eventsSince(reader, allMine, cursor)),
    ...(await eventsSince(reader, eventsOf(chat), cursor, 1)),
  ];
  const newest = (await history(reader, chat)).at(-1);
  const told = events.map(({ data }) => data as Message).filter(({ id }) => id === newest?.id);
  expect(told.length).toBeGreaterThanOrEqual(2);
  const last = results.find(({ uri }) => uri === chat.uri)?.last_message;
  return [newest, last as Message, ...told].map((message) => message?.reply_to ?? null);
}

describe('a reply', () => {
  test('shows what it answers, in the reply, the history, the list and the events', async ({
    alice,
    bob,
    chat,
  }) => {
    const cursor = await cursorNow(alice);
    const first = await send(alice, chat, 'Shall we meet?');
    expect(first.reply_to).toBeNull();
    const sent = await answer(bob, chat, first.id);
    const quote = {
      id: first.id,
      user: alice.user,
      excerpt: 'Shall we meet?',
      image: false,
      expires_at: null,
      deleted: false,
    };
    expect(sent.reply_to).toEqual(quote);
    await alice.put(`${chat.messages}${sent.id}/reactions/👍/`);
    const shown = await quotesOf(alice, chat, cursor);
    expect(shown).toHaveLength(6);
    for (const each of shown) expect(each).toEqual(quote);
  });

  test('shows 140 code points at most of a longer text, and that there is an image', async ({
    alice,
    chat,
  }) => {
    const long = await send(alice, chat, '😀'.repeat(141));
    const full = await send(alice, chat, '😀'.repeat(140));
    const image = arranged(
      await alice.post<Sent>(chat.messages, { image: dataUrl(await picture('png')) }),
      201,
    );
    expect((await answer(alice, chat, long.id)).reply_to?.excerpt).toBe(`${'😀'.repeat(139)}…`);
    expect((await answer(alice, chat, full.id)).reply_to?.excerpt).toBe('😀'.repeat(140));
    const { id } = await answer(alice, chat, image.id);
    expect((await history(alice, chat)).at(-1)?.reply_to).toMatchObject({ excerpt: '', image: true });
    await alice.delete(`${chat.messages}${image.id}/`);
    expect(await history(alice, chat)).toContainEqual(
      expect.objectContaining({ id, reply_to: expect.objectContaining({ image: false, deleted: true }) }),
    );
  });

  test('shows an edited original as it is, a deleted one no more, and a renamed author, to everyone and in every event', async ({
    server,
    alice,
    bob,
    carol,
  }) => {
    const dora = await signUp(server, 'dora');
    const chat = await startChat(dora, alice, bob, carol);
    const cursor = await cursorNow(alice);
    const original = await send(dora, chat, 'the safe is open');
    await answer(bob, chat, original.id);
    const path = `${chat.messages}${original.id}/`;
    const steps: [() => Promise<unknown>, Partial<Quote>][] = [
      [() => dora.patch(path, { message: 'the safe is shut' }), { excerpt: 'the safe is shut' }],
      [() => dora.patch('/auth/me/', { display_name: 'Dora the Second' }), { excerpt: 'the safe is shut' }],
      [() => dora.delete(path), { excerpt: '', deleted: true }],
    ];
    for (const [step, expected] of steps) {
      // A page that is made for all, and its tag, are there before.
      const before = await carol.get(chat.messages);
      await step();
      const etag = { headers: { 'If-None-Match': before.headers.get('etag') ?? '' } };
      const after = await carol.get(chat.messages, etag);
      if (step !== steps[1]?.[0]) expect(after.status).toBe(200);
      expect((await carol.get(chat.messages)).text).not.toContain('is open');
      const name = step === steps[0]?.[0] ? 'dora' : 'Dora the Second';
      for (const quote of await quotesOf(alice, chat, cursor))
        expect(quote).toMatchObject({ ...expected, user: { display_name: name } });
    }
    expect(JSON.stringify(await quotesOf(alice, chat, cursor))).not.toMatch(/the safe/);
  });

  test('that is deleted shows nothing of what it answered', async ({ alice, bob, chat }) => {
    const original = await send(alice, chat, 'which words?');
    const { id } = await answer(bob, chat, original.id);
    await bob.delete(`${chat.messages}${id}/`);
    expect((await history(alice, chat)).at(-1)).toMatchObject({ id, deleted: true, reply_to: null });
  });

  test('may be a form, answer a tombstone, and be edited', async ({ alice, chat }) => {
    const original = await send(alice, chat, 'first');
    const form = new URLSearchParams({ message: 'in a form', reply_to: String(original.id) });
    const sent = arranged(await alice.request<Sent>('POST', chat.messages, form), 201);
    expect(sent.reply_to).toMatchObject({ id: original.id, excerpt: 'first' });
    const edited = await alice.patch<Message>(`${chat.messages}${sent.id}/`, { message: 'said otherwise' });
    expect(edited.body.reply_to).toEqual(sent.reply_to);
    await alice.delete(`${chat.messages}${original.id}/`);
    expect((await answer(alice, chat, original.id)).reply_to).toMatchObject({ excerpt: '', deleted: true });
  });

  test('sent again with its key is the same, and to something else or nothing a 422', async ({
    alice,
    chat,
  }) => {
    const [one, other] = [await send(alice, chat, 'one'), await send(alice, chat, 'other')];
    const again = (reply_to: number | null) => post(alice, chat, { reply_to, client_id: 'k' });
    const first = await again(one.id);
    expect([first.status, (await again(one.id)).body.id]).toEqual([201, first.body.id]);
    await alice.delete(`${chat.messages}${one.id}/`);
    expect((await again(one.id)).body).toMatchObject({ id: first.body.id, reply_to: { deleted: true } });
    expect([(await again(other.id)).status, (await again(null)).status]).toEqual([422, 422]);
  });

  test('to what is no number of a message is refused', async ({ alice, chat }) => {
    for (const reply_to of [0, -1, 1.5, 'x', '', true, [1], { id: 1 }, 1e300])
      expect(Object.keys(refusedFields(await post(alice, chat, { reply_to })))).toEqual(['reply_to']);
    expect(await history(alice, chat)).toEqual([]);
  });
});

describe('a reply to a whisper', () => {
  test('is one between the same two, and to all others what answers nothing', async ({
    alice,
    bob,
    carol,
  }) => {
    const chat = await startChat(alice, bob, carol);
    const elsewhere = await send(alice, await startChat(alice, bob), 'in another chat');
    const secret = arranged(await post(bob, chat, { message: 'psst', to: 'carol' }), 201);
    const cursor = await cursorNow(alice);
    const nothing = ['There is no such message in this chat.'];
    for (const id of [secret.id, elsewhere.id, 999_999_999])
      for (const to of [null, 'bob', 'carol'])
        expect(refusedFields(await post(alice, chat, { reply_to: id, to }))).toEqual({ reply_to: nothing });
    for (const [author, to] of [
      [bob, null],
      [carol, null],
      [bob, 'alice'],
      [carol, 'alice'],
    ] as const) {
      const { reply_to } = refusedFields(await post(author, chat, { reply_to: secret.id, to }));
      expect(reply_to).toEqual([expect.stringContaining('whisper')]);
    }
    const back = await answer(carol, chat, secret.id, { to: 'bob' });
    expect((await answer(bob, chat, back.id, { to: 'carol' })).reply_to).toMatchObject({ excerpt: 'Yes!' });
    expect(await history(bob, chat)).toMatchObject([
      { id: secret.id },
      { id: back.id, reply_to: { id: secret.id, excerpt: 'psst' } },
      { reply_to: { id: back.id } },
    ]);
    expect(await history(alice, chat)).toEqual([]);
    expect(await eventsSince(alice, eventsOf(chat), cursor)).toEqual([]);
  });

  test('may be a whisper about what was said to all', async ({ alice, bob, carol }) => {
    const chat = await startChat(alice, bob, carol);
    const aloud = await send(alice, chat, 'said aloud');
    const { id } = await answer(bob, chat, aloud.id, { to: 'carol' });
    expect((await history(carol, chat)).at(-1)).toMatchObject({ id, reply_to: { excerpt: 'said aloud' } });
    expect(await history(alice, chat)).toMatchObject([{ id: aloud.id }]);
    const { reply_to } = refusedFields(await post(carol, chat, { reply_to: id }));
    expect(reply_to).toEqual([expect.stringContaining('"to"')]);
  });
});
