import { describe, expect } from 'vitest';
import { holdWrites } from '../support/held-writes.ts';
import { arranged, type ChatPath, startChat } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { dataUrl, picture } from '../support/pictures.ts';
import { shiftClock } from '../support/shifted-clock.ts';
import { storedBytes } from '../support/stored-bytes.ts';
import { until } from '../support/until.ts';
import { allMine, cursorNow, eventsOf, eventsSince, poll } from './polling.ts';
import { history, refusedFields, send, test } from './stage.ts';
import type { Chat, FoundEverywhere, History, Message, Sent } from './wire.ts';

const hour = 3600;

async function setTime(person: Person, chat: ChatPath, seconds: number | null): Promise<void> {
  arranged(await person.patch(chat.path, { disappear_after: seconds }), 200);
}

const chatAs = async (reader: Person, chat: ChatPath) => (await reader.get<Chat>(chat.path)).body;
const expiryOf = ({ created_at, expires_at }: Message) =>
  expires_at === null ? null : Date.parse(expires_at) - Date.parse(created_at);

describe('the time after which messages disappear', () => {
  test('is set by the owner, everyone is told who set it to what, and it holds for what is said from then on', async ({
    alice,
    bob,
    chat,
  }) => {
    const before = await send(bob, chat, 'said before');
    const cursor = await cursorNow(bob, eventsOf(chat), alice);
    expect(expiryOf(before)).toBeNull();
    await setTime(alice, chat, hour);
    await setTime(alice, chat, hour);
    const during = await send(bob, chat, 'said meanwhile');
    const whisper = arranged(await bob.post<Sent>(chat.messages, { message: 'psst', to: 'alice' }), 201);
    await bob.patch(`${chat.messages}${during.id}/`, { message: 'said meanwhile, and otherwise' });
    expect([during, whisper].map(expiryOf)).toEqual([hour * 1000, hour * 1000]);
    expect((await chatAs(bob, chat)).disappear_after).toBe(hour);
    arranged(await alice.patch(chat.path, { disappear_after: '' }, { form: true }), 200);
    const after = await send(bob, chat, 'said after');
    expect((await history(alice, chat)).map(expiryOf)).toEqual([null, hour * 1000, hour * 1000, null]);
    expect(after.expires_at).toBeNull();

    const told = await eventsSince(bob, eventsOf(chat), cursor);
    const ofTime = told.filter(({ type }) => type === 'disappear.updated');
    expect(ofTime.map(({ data }) => data)).toMatchObject([
      { disappear_after: hour, by: { username: 'alice' } },
      { disappear_after: null, by: { username: 'alice' } },
    ]);
    const updated = told.filter(({ type }) => type === 'chat.updated');
    expect(updated.map(({ data }) => (data as Chat).disappear_after)).toEqual([hour, null]);
    const { events } = (await bob.get<{ events: unknown[] }>(`${chat.path}moves/`)).body;
    expect(events.slice(-2)).toEqual(ofTime);
  });

  test('is an hour to 31 days, and nobody else sets it; in a private chat either does, and that alone', async ({
    alice,
    bob,
    carol,
    chat,
  }) => {
    for (const wrong of [hour - 1, 31 * 24 * hour + 1, 'soon', 0])
      expect(refusedFields(await alice.patch(chat.path, { disappear_after: wrong }))).toHaveProperty(
        'disappear_after',
      );
    const refused = await bob.patch(chat.path, { disappear_after: hour });
    expect([refused.status, refused.body]).toMatchObject([403, { code: 'not_the_owner' }]);
    expect((await carol.patch(chat.path, { disappear_after: hour })).status).toBe(403);
    expect((await alice.patch('/api/chats/lobby/', { disappear_after: hour })).status).toBe(403);
    const both = { disappear_after: hour, username: 'carol' };
    expect((await alice.patch(chat.path, both)).status).toBe(400);
    expect((await chatAs(alice, chat)).disappear_after).toBeNull();

    const { uri } = (await alice.post<Chat>('/api/directs/', { username: 'bob' })).body;
    const path = `/api/chats/${uri}/`;
    const direct = { uri, path, messages: `${path}messages/` };
    for (const [i, person] of [alice, bob].entries()) await setTime(person, direct, (i + 1) * hour);
    expect((await chatAs(alice, direct)).disappear_after).toBe(2 * hour);
    expect((await bob.patch(path, { disappear_after: hour, name: 'ours' })).status).toBe(403);
  });
});

describe('a message whose time is over', () => {
  /** Everything that tells of what was said in a chat, asked one after the other. */
  async function ask(reader: Person, ways: Record<string, string>): Promise<Record<string, string>> {
    const told: Record<string, string> = {};
    for (const [way, path] of Object.entries(ways)) {
      const { status, text } = await reader.get(path);
      told[way] = `${status} ${text}`;
    }
    return told;
  }

  const tellingOf = (told: Record<string, string>, what: RegExp) =>
    Object.entries(told).flatMap(([way, text]) => (what.test(text) ? [way] : []));

  test('is told in no way, though nothing could be written since, and then it is erased', async ({
    server,
    alice,
    bob,
    chat,
  }) => {
    const secret = /zqsafe/;
    const cursor = await cursorNow(bob, allMine, alice);
    const first = await send(alice, chat, 'this one stays');
    await setTime(alice, chat, hour);
    const { id } = await send(alice, chat, 'the zqsafe is open, @bob');
    const image = dataUrl(await picture('png'));
    const shown = arranged(
      await alice.post<Sent>(chat.messages, { message: 'zqsafe, with a picture', image, client_id: 'once' }),
      201,
    );
    arranged(await bob.put(`${chat.messages}${id}/reactions/👍/`), 200);
    await bob.post(chat.messages, { message: 'a whispered zqsafe', to: 'alice' });
    await setTime(alice, chat, null);
    await bob.post(chat.messages, { message: 'an answer', reply_to: id });
    await setTime(alice, chat, hour);
    const newest = arranged(
      await bob.post<Sent>(chat.messages, { message: 'the newest zqsafe', image }),
      201,
    );
    arranged(await alice.put(`${chat.messages}${newest.id}/reactions/👍/`), 200);

    const url = (part: string) => chat.path + part;
    const since = (path: string, more: string) => `${path}events/?cursor=${cursor}${more}`;
    const ways = {
      history: chat.messages,
      'a page of it': url('messages/?limit=3'),
      'before one': url(`messages/?before=${shown.id}`),
      'after one': url(`messages/?after=${first.id}`),
      around: url(`messages/?around=${first.id}&limit=9`),
      from: url(`messages/?from=${first.created_at}`),
      search: url('messages/?search=zqsafe'),
      'search in all chats': '/api/messages/?search=zqsafe',
      chat: chat.path,
      list: '/api/chats/',
      json: url('export/?format=json'),
      txt: url('export/?format=txt'),
      csv: url('export/?format=csv'),
      'all events': since('/api/', '&limit=200'),
      'events of the chat': since(chat.path, '&limit=200'),
      'held events': since(chat.path, '&limit=200&wait=1'),
      'other held events': since(chat.path, '&limit=9&wait=1'),
    };
    const found = tellingOf(await ask(bob, ways), secret);
    expect(found).toEqual(Object.keys(ways));
    const place = `${chat.messages}${id}/`;
    expect((await bob.get(`${chat.messages}?around=${id}`)).status).toBe(200);
    const files = [shown.image?.url ?? '', shown.image?.thumbnail_url ?? ''];
    expect((await bob.get(`${place}seen/`)).status).toBe(200);
    for (const file of files) expect((await bob.get(file)).status).toBe(200);
    const { headers } = await bob.get(chat.messages);
    expect([headers.get('etag'), headers.get('cache-control')]).toEqual([null, 'no-store']);
    expect((await bob.get<{ count: number }>(url('mood/'))).body.count).toBe(6);

    const release = await holdWrites(server);
    shiftClock(hour * 1000 + 1000);
    const told = await ask(bob, ways);
    expect(tellingOf(told, secret)).toEqual([]);
    expect(tellingOf(told, /^200 .*/)).toEqual(Object.keys(ways));
    // Not even that there was something with this word.
    for (const way of [ways.search, ways['search in all chats']])
      expect((await bob.get<FoundEverywhere>(way)).body.messages, way).toEqual([]);
    const { messages } = (await bob.get<History>(chat.messages)).body;
    expect(messages.map(({ message, reply_to }) => [message, reply_to])).toMatchObject([
      ['this one stays', null],
      ['an answer', { id, excerpt: '', deleted: true }],
    ]);
    for (const file of [...files, `${chat.messages}?around=${id}`, `${place}seen/`])
      expect((await bob.get(file)).status, file).toBe(404);
    expect((await bob.get<{ count: number }>(url('mood/'))).body.count).toBe(2);
    expect((await chatAs(bob, chat)).last_message).toMatchObject({
      ...{ id: newest.id, message: '', deleted: true },
      ...{ image: null, images: [], reactions: [] },
    });
    const events = (await poll(bob, allMine, { cursor })).events;
    const created = events
      .filter(({ type }) => type === 'message.created')
      .map(({ data }) => data as Message);
    expect(created.map(({ deleted }) => deleted)).toEqual([false, true, true, true, false, true]);

    await release();
    const gone = async () =>
      (await eventsSince(bob, eventsOf(chat), cursor)).filter(({ type }) => type === 'message.deleted');
    await until(gone, { what: 'all of them are taken back', is: (all) => all.length === 4 });
    const reply = { message: 'zqsafe, with a picture', image, client_id: 'once' };
    const again = await alice.post<Sent>(chat.messages, reply);
    expect([again.status, again.body]).toMatchObject([200, { id: shown.id, deleted: true, message: '' }]);
    expect((await alice.patch(place, { message: 'zqsafe' })).status).toBe(404);
    expect((await bob.get(`${place}seen/`)).status).toBe(404);
    expect((await bob.put(`${place}reactions/👍/`)).status).toBe(404);
    expect((await alice.delete(place)).status).toBe(204);
    await server.halt();
    const stored = (await storedBytes(server.settings)).toString('latin1');
    expect(stored).not.toMatch(secret);
    expect(stored).toContain('this one stays');
    await server.resume();
    expect(tellingOf(await ask(bob, ways), secret)).toEqual([]);
    expect((await bob.get(chat.messages)).headers.get('etag')).not.toBeNull();
  });

  test('changes, as a whisper, no ETag of who is neither of its two', async ({ alice, bob, carol }) => {
    const chat = await startChat(alice, bob, carol);
    await send(alice, chat, 'this one stays');
    await setTime(alice, chat, hour);
    const paths = [chat.messages, `${chat.path}mood/`];
    const ask = (reader: Person, tags: string[] = []) =>
      Promise.all(paths.map((path, i) => reader.get(path, { headers: { 'If-None-Match': tags[i] ?? '' } })));
    const tags = (await ask(carol)).map(({ headers }) => headers.get('etag') ?? '');
    const { id } = arranged(await alice.post<Sent>(chat.messages, { message: 'psst', to: 'bob' }), 201);
    expect((await ask(carol, tags)).map(({ status }) => status)).toEqual([304, 304]);
    for (const { headers } of await ask(bob))
      expect([headers.get('etag'), headers.get('cache-control')]).toEqual([null, 'no-store']);
    arranged(await alice.delete(`${chat.messages}${id}/`), 204);
    expect((await ask(carol, tags)).map(({ status }) => status)).toEqual([304, 304]);
    await send(alice, chat, 'this one goes');
    for (const { headers } of await ask(carol, tags)) expect(headers.get('etag')).toBeNull();
  });

  test('is gone when the server comes back later, and takes its number off what is unread', async ({
    server,
    alice,
    bob,
  }) => {
    const chat = await startChat(alice, bob);
    await setTime(alice, chat, hour);
    await send(alice, chat, 'the safe is open');
    const deleted = await send(alice, chat, 'a slip of the tongue');
    arranged(await alice.delete(`${chat.messages}${deleted.id}/`), 204);
    expect((await history(bob, chat)).map(({ message }) => message)).toEqual(['the safe is open']);
    const cursor = await cursorNow(bob, eventsOf(chat));
    await server.halt();
    shiftClock(2 * hour * 1000);
    await server.resume();
    expect(await history(bob, chat)).toEqual([]);
    await until(() => chatAs(bob, chat), { what: 'nothing is unread', is: ({ unread }) => unread === 0 });
    expect((await eventsSince(bob, eventsOf(chat), cursor)).map(({ type }) => type)).toEqual([
      'message.deleted',
    ]);
  });
});
