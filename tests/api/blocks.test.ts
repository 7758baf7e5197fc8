import { describe, expect } from 'vitest';
import { makeBot, withKey } from '../support/bots.ts';
import { type ChatPath, startChat } from '../support/people.ts';
import { type Person, type Reply, signUp } from '../support/person.ts';
import { allMine, cursorNow, eventsSince, poll } from './polling.ts';
import { history, promote, send, test } from './stage.ts';
import type { Block, Chat, Page, Refusal, Sent } from './wire.ts';

const block = (person: Person, other: Person) => person.put<Block>(`/api/blocks/${other.username}/`);
const lift = (person: Person, other: Person) => person.delete(`/api/blocks/${other.username}/`);
const open = (person: Person, other: Person) =>
  person.post<Chat>('/api/directs/', { username: other.username });
const whisper = (author: Person, chat: ChatPath, to: Person) =>
  author.post<Sent>(chat.messages, { message: 'psst', to: to.username });

function at({ uri }: Chat): ChatPath {
  return { uri, path: `/api/chats/${uri}/`, messages: `/api/chats/${uri}/messages/` };
}

function expectRefused(reply: Reply<unknown>, code: 'blocked' | 'blocked_by_you'): void {
  expect(reply.status, reply.text).toBe(403);
  expect((reply.body as Refusal).code).toBe(code);
}

const couples = test
  .extend('dora', async ({ server, task }) => signUp(server, `dora-${task.id.replace(/\W/g, '')}`))
  .extend('emil', async ({ server, task }) => signUp(server, `emil-${task.id.replace(/\W/g, '')}`));

describe('who has blocked somebody', () => {
  couples('gets no private chat from them, and starts none either', async ({ dora, emil }) => {
    await block(dora, emil);
    expectRefused(await open(emil, dora), 'blocked');
    expectRefused(await open(dora, emil), 'blocked_by_you');
    for (const person of [dora, emil])
      expect((await person.get<Page<Chat>>('/api/chats/')).body.count).toBe(0);
    await lift(dora, emil);
    expect((await open(emil, dora)).status).toBe(201);
  });

  couples(
    'is reached by no bot of theirs either, which they made or have the key of',
    async ({ server, alice, dora, emil }) => {
      const chat = await startChat(alice, dora, emil);
      await promote(alice, chat, emil);
      const made = await makeBot(emil, chat, 'Made');
      const mended = await makeBot(alice, chat, 'Mended');
      const key = (await emil.post<{ key: string }>(`${chat.path}bots/${mended.user.id}/key/`)).body.key;
      const psst = { message: 'psst', to: dora.username };
      for (const machine of [withKey(server, made.key), withKey(server, key)]) {
        const before = await machine.post<Sent>(chat.messages, psst);
        expect(before.status).toBe(201);
        await block(dora, emil);
        expectRefused(await machine.post(chat.messages, psst), 'blocked');
        const edit = machine.patch(`${chat.messages}${before.body.id}/`, { message: 'and now?' });
        expectRefused(await edit, 'blocked');
        await machine.post(chat.messages, { message: `to all, and @${dora.username}` });
        expect((await dora.get<Chat>(chat.path)).body.unread_mentions).toEqual([]);
        await lift(dora, emil);
        expect((await machine.post(chat.messages, psst)).status).toBe(201);
      }
      await block(dora, emil);
      const answer = { message: 'psst', to: made.user.username };
      expectRefused(await dora.post(chat.messages, answer), 'blocked_by_you');
      expect((await alice.post(chat.messages, answer)).status).toBe(201);
    },
  );

  couples(
    'hears nothing more in the private chat that there was, new or reworded',
    async ({ dora, emil }) => {
      const chat = at((await open(emil, dora)).body);
      const before = await send(emil, chat, 'hello');
      const answer = await send(dora, chat, 'hi');
      expect((await emil.put(`${chat.messages}${before.id}/pin/`)).status).toBe(200);
      await block(dora, emil);
      const cursor = await cursorNow(dora, allMine);
      expectRefused(await emil.post(chat.messages, { message: 'why?' }), 'blocked');
      expectRefused(await emil.patch(`${chat.messages}${before.id}/`, { message: 'why?' }), 'blocked');
      expectRefused(await emil.put(`${chat.messages}${answer.id}/reactions/😡/`), 'blocked');
      expectRefused(await emil.put(`${chat.messages}${answer.id}/pin/`), 'blocked');
      expectRefused(await dora.put(`${chat.messages}${answer.id}/pin/`), 'blocked_by_you');
      expectRefused(await dora.post(chat.messages, { message: 'because' }), 'blocked_by_you');
      expectRefused(await emil.patch(chat.path, { disappear_after: 3600 }), 'blocked');
      expectRefused(await dora.patch(chat.path, { disappear_after: 3600 }), 'blocked_by_you');
      expect((await emil.patch(chat.path, { disappear_after: null })).status).toBe(200);
      expect((await emil.post(`${chat.path}typing/`)).status).toBe(204);
      expect((await poll(dora, allMine)).state[chat.uri]).toMatchObject({ typing: [] });
      expect(await eventsSince(dora, allMine, cursor)).toEqual([]);
      expect((await history(dora, chat)).map(({ message }) => message)).toEqual(['hello', 'hi']);
      expectRefused(await emil.delete(`${chat.messages}${before.id}/pin/`), 'blocked');
      // What was put before one, one may take down; what one has said oneself one may still take back.
      expect((await dora.delete(`${chat.messages}${before.id}/pin/`)).status).toBe(200);
      expect((await emil.delete(`${chat.messages}${before.id}/`)).status).toBe(204);
    },
  );

  couples('gets no whisper from them, and hears all that is said aloud', async ({ alice, dora, emil }) => {
    const chat = await startChat(alice, dora, emil);
    const earlier = (await whisper(emil, chat, dora)).body;
    await block(dora, emil);
    expectRefused(await whisper(emil, chat, dora), 'blocked');
    expectRefused(await emil.patch(`${chat.messages}${earlier.id}/`, { message: 'psst!' }), 'blocked');
    expectRefused(await whisper(dora, chat, emil), 'blocked_by_you');
    expect((await whisper(emil, chat, alice)).status).toBe(201);
    await send(emil, chat, 'to all');
    expect((await history(dora, chat)).map(({ message }) => message)).toEqual(['psst', 'to all']);
  });

  couples('is added to no chat by them, and joins by a link as one likes', async ({ dora, emil }) => {
    const chat = await startChat(emil);
    await block(dora, emil);
    expectRefused(await emil.patch(chat.path, { username: dora.username }), 'blocked');
    expect((await dora.get<Page<Chat>>('/api/chats/')).body.count).toBe(0);
    expect((await dora.patch(chat.path, {})).status).toBe(200);
  });

  couples('is not called back into a private chat that they have left', async ({ dora, emil }) => {
    const chat = at((await open(emil, dora)).body);
    await dora.delete(`${chat.path}members/${dora.username}/`);
    await block(dora, emil);
    expectRefused(await open(emil, dora), 'blocked');
  });

  couples('still replays what was sent before, to who lost the answer', async ({ dora, emil }) => {
    const chat = at((await open(emil, dora)).body);
    const message = { message: 'once', client_id: 'key-1' };
    expect((await emil.post(chat.messages, message)).status).toBe(201);
    await block(dora, emil);
    expect((await emil.post(chat.messages, message)).status).toBe(200);
  });
});

describe('the list of blocks', () => {
  couples('is one’s own, says whom and since when, and blocks once', async ({ dora, emil, alice }) => {
    const made = await block(dora, emil);
    expect(made.status, made.text).toBe(201);
    expect(made.body).toEqual({ user: emil.user, created_at: expect.stringMatching(/Z$/) });
    expect((await block(dora, emil)).status).toBe(200);
    expect((await dora.get<Page<Block>>('/api/blocks/')).body).toMatchObject({
      count: 1,
      results: [made.body],
    });
    for (const other of [emil, alice])
      expect((await other.get<Page<Block>>('/api/blocks/')).body.results).toEqual([]);
    expect((await lift(dora, emil)).status).toBe(204);
    expect((await lift(dora, emil)).status).toBe(404);
  });

  couples('takes nobody who does not exist, nor oneself, and wants a token', async ({ dora, nobody }) => {
    expect((await dora.put('/api/blocks/nobody-at-all/')).status).toBe(404);
    expect((await block(dora, dora)).status).toBe(400);
    expect((await nobody.get('/api/blocks/')).status).toBe(401);
    expect((await nobody.put(`/api/blocks/${dora.username}/`)).status).toBe(401);
  });

  couples('forgets whose account has ended', async ({ dora, emil }) => {
    await block(dora, emil);
    await emil.delete('/auth/me/', { current_password: emil.password });
    expect((await dora.get<Page<Block>>('/api/blocks/')).body.count).toBe(0);
  });
});
