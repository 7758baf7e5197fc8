import { expect } from 'vitest';
import { arranged, type ChatPath, newName, startNamedChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import type { Device } from '../support/push-service.ts';
import { shiftClock } from '../support/shifted-clock.ts';
import { until } from '../support/until.ts';
import { poll } from './polling.ts';
import { metricsToken, stateOf, test } from './push-stage.ts';
import { send } from './stage.ts';
import type { Chat } from './wire.ts';

const textsOf = ({ taken }: Device) => taken.map(({ payload }) => payload.text ?? payload.kind);

test('a mention, a whisper and a private chat are told at once, each as it may be shown, sealed for the device', async ({
  come,
  subscribe,
}) => {
  const [alice, bob] = [await come('alice'), await come('bob')];
  const chat = await startNamedChat(bob, 'Garden', alice);
  const device = await subscribe(alice);
  const { id } = await send(bob, chat, `Come out, @${alice.username}!${'x'.repeat(200)}`);
  const mention = await device.next();
  expect(mention.payload).toMatchObject({
    kind: 'message',
    chat: chat.uri,
    message: id,
    from: bob.username,
    name: { name: 'Garden', owner: bob.username },
    images: 0,
    whisper: false,
  });
  expect(mention.payload.text).toMatch(/^Come out, .*x…$/);
  expect(mention.headers).toMatchObject({ urgency: 'high', ttl: '86400', 'content-encoding': 'aes128gcm' });
  arranged(await bob.post(chat.messages, { message: 'A secret', to: alice.username }), 201);
  const whisper = await device.next();
  expect(whisper.payload).toMatchObject({ whisper: true, text: '' });
  expect(JSON.stringify(whisper.payload)).not.toContain('secret');
  expect(whisper.headers.topic).toBe(mention.headers.topic);
  const { uri } = arranged(await bob.post<Chat>('/api/directs/', { username: alice.username }), 201);
  await send(bob, { uri, path: '', messages: `/api/chats/${uri}/messages/` }, 'Between us');
  const direct = await device.next();
  expect(direct.payload).toMatchObject({ chat: uri, from: bob.username, name: null, text: 'Between us' });
  expect(direct.headers.topic).not.toBe(mention.headers.topic);
});

test('of a chat that one wants to hear one is told, and not of each word until one has looked', async ({
  come,
  subscribe,
}) => {
  const [alice, bob] = [await come('alice'), await come('bob')];
  const chat = await startNamedChat(bob, 'Garden', alice);
  const [hers, his] = [await subscribe(alice), await subscribe(bob)];
  await send(bob, chat, 'The beans are up');
  const { headers, payload } = await hers.next();
  expect([headers.urgency, payload.text]).toEqual(['normal', 'The beans are up']);
  const { id } = await send(bob, chat, 'And the peas');
  await send(bob, chat, `Look, @${alice.username}`);
  expect((await hers.next()).payload.text).toBe(`Look, @${alice.username}`);
  // Read on another device: it goes from this one, which learns no more than that.
  arranged(await alice.put(`${chat.path}read/`, { message_id: id + 1 }), 200);
  expect((await hers.next()).payload).toEqual({ kind: 'read', chat: chat.uri });
  await send(bob, chat, 'And the corn');
  expect((await hers.next()).payload.text).toBe('And the corn');
  expect(his.taken).toEqual([]);
});

test('nobody is told what their level, a block, their own hand or their rights do not let through, nor who is online', async ({
  come,
  subscribe,
}) => {
  const [alice, bob, carol] = [await come('alice'), await come('bob'), await come('carol')];
  const chat = await startNamedChat(bob, 'Garden', alice, carol);
  const device = await subscribe(alice);
  const call = `@${alice.username}`;
  const level = async (notify: string) => arranged(await alice.put(`${chat.path}notify/`, { notify }), 200);
  // With the level that lets most through.
  arranged(await carol.post(chat.messages, { message: `not of others, ${call}`, to: bob.username }), 201);
  // Awaited, as of several messages of a chat that come together one stands for all.
  await send(bob, await startNamedChat(bob, 'Nearby', alice), 'told of a chat nearby');
  await device.next();
  arranged(await alice.put(`/api/blocks/${carol.username}/`), 201);
  await send(carol, chat, `not by whom one has blocked, ${call}`);
  await level('none');
  await send(bob, chat, `not at level none, ${call}`);
  await level('mentions');
  await send(bob, chat, 'not at level mentions');
  await send(alice, chat, `not by oneself, ${call}`);
  await send(bob, chat, `told, ${call}`);
  await device.next();
  // Their page tells them, and they read it there.
  await poll(alice, '/api/events/');
  const { id } = await send(bob, chat, `not while online, ${call}`);
  arranged(await alice.put(`${chat.path}read/`, { message_id: id }), 200);
  expect((await device.next()).payload.kind).toBe('read');
  arranged(await bob.delete(`${chat.path}members/${alice.username}/`), 204);
  await send(bob, chat, `not to who was removed, ${call}`);
  const last = await startNamedChat(bob, 'Last', await come('dora'));
  arranged(await carol.delete('/auth/me/', { current_password: carol.password }), 204);
  const other = await subscribe(bob);
  const dora = await come('eve');
  arranged(await dora.patch(last.path, {}), 200);
  await send(dora, last, 'what comes later');
  await other.next();
  expect(textsOf(device)).toEqual(['told of a chat nearby', `told, ${call}`, 'read']);
});

test('what is taken back, or whose reader is removed, goes from the screen', async ({ come, subscribe }) => {
  const [alice, bob] = [await come('alice'), await come('bob')];
  const chat = await startNamedChat(bob, 'Garden', alice);
  const device = await subscribe(alice);
  const { id } = await send(bob, chat, 'Too early');
  expect((await device.next()).payload.message).toBe(id);
  arranged(await bob.delete(`${chat.messages}${id}/`), 204);
  expect((await device.next()).payload).toEqual({ kind: 'read', chat: chat.uri });
  await send(bob, chat, 'Now');
  expect((await device.next()).payload.text).toBe('Now');
  arranged(await bob.delete(`${chat.path}members/${alice.username}/`), 204);
  expect((await device.next()).payload).toEqual({ kind: 'read', chat: chat.uri });
});

test('what could not be sent at once is sent as it is by then, and not when it was taken back, has disappeared or is in a chat that one is out of', async ({
  come,
  service,
  subscribe,
}) => {
  const [alice, bob] = [await come('alice'), await come('bob')];
  const device = await subscribe(alice);
  const own = (chat: ChatPath) => `${chat.path}members/${alice.username}/`;
  // As many as are sent to one service at once.
  const ways: Record<string, (chat: ChatPath, id: number) => Promise<{ status: number }>> = {
    deleted: (chat, id) => bob.delete(`${chat.messages}${id}/`),
    edited: (chat, id) => bob.patch(`${chat.messages}${id}/`, { message: `rather this, @${alice.username}` }),
    removed: (chat) => bob.delete(own(chat)),
    banned: (chat) => bob.delete(`${own(chat)}?ban=1`),
    left: (chat) => alice.delete(own(chat)),
    closed: (chat) => bob.delete(chat.path),
    read: (chat, id) => alice.put(`${chat.path}read/`, { message_id: id }),
    disappeared: (chat) => bob.patch(chat.path, { topic: 'An hour later' }),
  };
  const said: { chat: ChatPath; id: number; way: string }[] = [];
  const held = service.hold();
  for (const way of Object.keys(ways)) {
    const chat = await startNamedChat(bob, way, alice);
    if (way === 'disappeared') arranged(await bob.patch(chat.path, { disappear_after: 3600 }), 200);
    const { id } = await send(bob, chat, `${way}, @${alice.username}`);
    said.push({ chat, id, way });
  }
  await until(() => held.count, { what: 'all are on their way', is: (count) => count === said.length });
  for (const { chat, id, way } of said) expect((await ways[way]?.(chat, id))?.status, way).toBeLessThan(300);
  shiftClock(3600 * 1000);
  held.refuse(503, { 'Retry-After': '1' });
  const texts = () =>
    device.taken.flatMap(({ payload: { kind, text } }) => (kind === 'message' ? [text] : []));
  await until(texts, { what: 'what stands is told', is: ({ length }) => length > 0, deadlineMs: 20_000 });
  await send(bob, await startNamedChat(bob, 'Later', alice), `later, @${alice.username}`);
  await until(texts, {
    what: 'what comes later is told',
    is: (all) => all.some((text) => `${text}`.startsWith('later')),
  });
  expect(texts()).toEqual([`rather this, @${alice.username}`, `later, @${alice.username}`]);
});

test('a device is told nothing from the moment on that its log-in ends, however that ends', async ({
  server,
  come,
  subscribe,
}) => {
  const bob = await come('bob');
  const witness = await come('witness');
  const last = await subscribe(witness);
  const ends: ((person: Person) => Promise<unknown>)[] = [
    async (person) => arranged(await person.post('/auth/token/logout/'), 204),
    async (person) => {
      const { body } = await person.post<{ token: string }>('/auth/jwt/create/', person);
      const change = { current_password: person.password, new_password: 'another-harbour-93' };
      arranged(await person.post('/auth/users/set_password/', change, { token: body.token }), 204);
    },
    async (person) => arranged(await person.delete('/auth/me/', { current_password: person.password }), 204),
  ];
  for (const end of ends) {
    const alice = await signUp(server, newName('alice'));
    const chat = await startNamedChat(bob, 'Garden', alice, witness);
    const device = await subscribe(alice);
    await send(bob, chat, `@${alice.username} before`);
    await device.next();
    await last.next();
    await end(alice);
    await send(bob, chat, `@${alice.username} @${witness.username} after`);
    await last.next();
    expect(textsOf(device)).toEqual([`@${alice.username} before`]);
  }
});

test('a device whose address is gone is forgotten, and one that could not be told is told later', async ({
  come,
  service,
  subscribe,
}) => {
  const [alice, bob] = [await come('alice'), await come('bob')];
  const chat = await startNamedChat(bob, 'Garden', alice);
  const device = await subscribe(alice);
  service.refuse(1, 503, { 'Retry-After': '1' });
  await send(bob, chat, `@${alice.username} one`);
  await until(() => service.refused, { what: 'it was refused' });
  device.expire();
  await until(async () => (await stateOf(alice)).subscriptions, {
    what: 'it was tried again, and forgotten',
    is: (known) => known.length === 0,
    deadlineMs: 20_000,
  });
  const figures = await bob.get('/metrics/', { headers: { Authorization: `Bearer ${metricsToken}` } });
  expect(figures.text).toMatch(/^holdline_pushes_total\{outcome="gone"\} 1$/m);
  expect(figures.text).toMatch(/^holdline_pushes_total\{outcome="failed"\} [1-9]/m);
});
