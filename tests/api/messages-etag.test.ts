import { describe, expect } from 'vitest';
import { startChat } from '../support/people.ts';
import { type Caller, type Person, signUp } from '../support/person.ts';
import { send, test } from './stage.ts';

async function etagOf(reader: Person, path: string): Promise<string> {
  return (await reader.get(path)).headers.get('etag') ?? '';
}

function conditional(reader: Caller, path: string, etag: string) {
  return reader.get(path, { headers: { 'If-None-Match': etag } });
}

describe('a history reply', () => {
  test('carries a weak ETag and may be kept, but asked about each time', async ({ alice, chat }) => {
    const { headers } = await alice.get(chat.messages);
    expect(headers.get('etag')).toMatch(/^W\/"[!#-~]+"$/);
    expect(headers.get('cache-control')?.split(/,\s*/).toSorted()).toEqual(['no-cache', 'private']);
    expect(headers.get('vary')?.toLowerCase().split(/,\s*/)).toContain('authorization');
  });

  test('is a 304 without a body while nothing is new', async ({ alice, chat }) => {
    await send(alice, chat, 'quiet');
    const etag = await etagOf(alice, chat.messages);
    const reply = await conditional(alice, chat.messages, etag);
    expect(reply.status).toBe(304);
    expect(reply.text).toBe('');
    expect(reply.headers.get('etag')).toBe(etag);
    expect(reply.headers.get('cache-control')).toContain('no-cache');
    expect(reply.headers.get('vary')?.toLowerCase()).toContain('authorization');
  });

  test('is a 304 for a list that holds the tag, for the tag as a strong one, and for *', async ({
    alice,
    chat,
  }) => {
    const etag = await etagOf(alice, chat.messages);
    for (const header of [`"other", ${etag}`, `W/"a,b",${etag} , "z"`, etag.slice(2), '*']) {
      expect((await conditional(alice, chat.messages, header)).status, header).toBe(304);
    }
  });

  test('is whole for another tag', async ({ alice, chat }) => {
    const etag = await etagOf(alice, chat.messages);
    for (const header of ['"other"', 'W/"other"', `${etag.slice(0, -1)}x"`, 'nonsense', '""']) {
      expect((await conditional(alice, chat.messages, header)).status, header).toBe(200);
    }
  });

  test('has an ETag of its own for each stretch', async ({ alice, chat }) => {
    const first = await send(alice, chat, 'first');
    await send(alice, chat, 'second');
    const queries = ['', '?limit=1', '?limit=1&after=0', `?after=${first.id}`, `?before=${first.id}`];
    const etags = await Promise.all(queries.map((query) => etagOf(alice, chat.messages + query)));
    expect(new Set(etags).size).toBe(queries.length);
    expect((await conditional(alice, `${chat.messages}?limit=1`, etags[0] ?? '')).status).toBe(200);
  });
});

describe('the ETag changes', () => {
  test('with a new message', async ({ alice, bob, chat }) => {
    const etag = await etagOf(alice, chat.messages);
    await send(bob, chat, 'news');
    const reply = await conditional(alice, chat.messages, etag);
    expect(reply.status).toBe(200);
    expect(reply.text).toContain('news');
    expect(reply.headers.get('etag')).not.toBe(etag);
  });

  test('with an edited message', async ({ alice, bob, chat }) => {
    const { id } = await send(bob, chat, 'teh');
    const etag = await etagOf(alice, chat.messages);
    await bob.patch(`${chat.messages}${id}/`, { message: 'the' });
    expect((await conditional(alice, chat.messages, etag)).status).toBe(200);
  });

  test('with two edits within one moment, one after the other', async ({ alice, chat }) => {
    const { id } = await send(alice, chat, 'a');
    const seen = new Set([await etagOf(alice, chat.messages)]);
    for (const message of ['b', 'c', 'd', 'e']) {
      await alice.patch(`${chat.messages}${id}/`, { message });
      seen.add(await etagOf(alice, chat.messages));
    }
    expect(seen.size).toBe(5);
  });

  test('with a deleted message', async ({ alice, bob, chat }) => {
    const { id } = await send(bob, chat, 'oops');
    const etag = await etagOf(alice, chat.messages);
    await bob.delete(`${chat.messages}${id}/`);
    const reply = await conditional(alice, chat.messages, etag);
    expect(reply.status).toBe(200);
    expect(reply.text).not.toContain('oops');
  });

  test('with an author’s new name', async ({ server, alice }) => {
    const author = await signUp(server, 'soon-married');
    const chat = await startChat(alice, author);
    await send(author, chat, 'I do');
    const etag = await etagOf(alice, chat.messages);
    await author.patch('/auth/me/', { display_name: 'Just Married' });
    const reply = await conditional(alice, chat.messages, etag);
    expect(reply.status).toBe(200);
    expect(reply.text).toContain('Just Married');
  });
});

describe('the ETag stays', () => {
  test('when something happens elsewhere', async ({ alice, bob, chat }) => {
    await send(alice, chat, 'here');
    const elsewhere = await startChat(alice, bob);
    const etag = await etagOf(bob, chat.messages);
    await send(alice, elsewhere, 'there');
    expect((await conditional(bob, chat.messages, etag)).status).toBe(304);
  });

  test('when somebody only reads', async ({ alice, bob, chat }) => {
    await send(alice, chat, 'read me');
    const etag = await etagOf(alice, chat.messages);
    await bob.get(chat.messages);
    await bob.get(chat.path);
    expect((await conditional(alice, chat.messages, etag)).status).toBe(304);
  });
});

describe('the ETag opens no door', () => {
  test('for outsiders, nobody, or a member who left', async ({ alice, bob, carol, nobody, chat }) => {
    await send(alice, chat, 'private');
    const etag = await etagOf(bob, chat.messages);
    expect((await conditional(carol, chat.messages, etag)).status).toBe(403);
    expect((await conditional(nobody, chat.messages, etag)).status).toBe(401);
    await bob.delete(`${chat.path}members/bob/`);
    expect((await conditional(bob, chat.messages, etag)).status).toBe(403);
    expect((await conditional(carol, chat.messages, '*')).status).toBe(403);
  });

  test('of one session for another', async ({ alice, bob, chat }) => {
    const other = await startChat(alice, bob);
    await send(alice, chat, 'same words');
    await send(alice, other, 'same words');
    const etag = await etagOf(alice, chat.messages);
    expect((await conditional(alice, other.messages, etag)).status).toBe(200);
  });

  test('and a refusal carries none', async ({ carol, chat }) => {
    expect((await carol.get(chat.messages)).headers.get('etag')).toBeNull();
  });
});
