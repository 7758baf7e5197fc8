import net from 'node:net';
import { EventSource } from 'eventsource';
import { describe, expect } from 'vitest';
import type { Person } from '../support/person.ts';
import { eventsOfStream, ndjson, open, openStream } from '../support/stream.ts';
import { until } from '../support/until.ts';
import { allMine, cursorNow, eventsOf, eventsSince } from './polling.ts';
import { send, test } from './stage.ts';
import type { Sent } from './wire.ts';

// Contract, section 5, *Streams*: the same events as polls have, as they come.

const texts = (frames: { data?: unknown }[]) => frames.map(({ data }) => Object(data).data?.message);

describe('a stream', () => {
  test('begins now, tells where that is and who is there, and then each event with the cursor behind it', async ({
    server,
    alice,
    bob,
    chat,
  }) => {
    await cursorNow(alice, allMine, bob);
    const stream = await open(server, bob, eventsOf(chat));
    expect(stream.status).toBe(200);
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    expect(stream.headers['content-encoding']).toBeUndefined();
    const [first] = stream.frames();
    expect(first).toEqual({
      retry: expect.stringMatching(/^[1-5]000$/),
      id: expect.any(String),
      event: 'cursor',
      data: { cursor: first?.id },
    });
    const state = () => stream.frames().find(({ event }) => event === 'state')?.data;
    await until(state, { what: 'who is there' });
    expect(state()).toHaveProperty([chat.uri, 'online'], expect.arrayContaining(['alice', 'bob']));
    expect(await eventsSince(bob, eventsOf(chat), first?.id ?? '')).toEqual([]);

    await send(alice, chat, 'one');
    await send(alice, chat, 'two');
    const events = await eventsOfStream(stream, 2);
    expect(events.map(({ event }) => event)).toEqual(['message.created', 'message.created']);
    // The very events that a poll is answered with, and each id is a place behind which there are the others.
    const polled = await eventsSince(bob, eventsOf(chat), first?.id ?? '');
    expect(events.map(({ data }) => data)).toEqual(polled);
    expect(texts([{ data: (await eventsSince(bob, allMine, events[0]?.id ?? ''))[0] }])).toEqual(['two']);
    stream.close();
  });

  test('of lines is one for each answer that a poll would have had', async ({ server, alice, bob, chat }) => {
    const stream = await open(server, bob, eventsOf(chat), ndjson);
    expect(stream.headers['content-type']).toBe('application/x-ndjson');
    await send(alice, chat, 'as a line');
    await until(() => stream.text().includes('as a line'), { what: 'the line with the message' });
    const [first, ...rest] = stream.lines();
    expect(first).toEqual({
      cursor: expect.any(String),
      events: [],
      has_more: false,
      state: {},
      poll: { mode: 'long', wait: 25, interval: 3, retry: 0 },
    });
    expect(rest.flatMap(({ events }) => events)).toEqual(
      await eventsSince(bob, eventsOf(chat), first?.cursor ?? ''),
    );
    stream.close();
  });

  test('goes on from Last-Event-ID, which wins over the cursor of the address', async ({
    server,
    alice,
    bob,
    chat,
  }) => {
    const old = await cursorNow(bob, eventsOf(chat));
    const stream = await open(server, bob, `${eventsOf(chat)}?cursor=${old}&limit=1`);
    for (const text of ['a', 'b', 'c']) await send(alice, chat, text);
    const [a] = await eventsOfStream(stream, 3);
    expect(texts(stream.events())).toEqual(['a', 'b', 'c']);
    stream.close();
    const headers = { 'last-event-id': a?.id ?? '' };
    const next = await open(server, bob, `${eventsOf(chat)}?cursor=${old}&limit=1`, { headers });
    await eventsOfStream(next, 2);
    expect(texts(next.events())).toEqual(['b', 'c']);
    next.close();
  });

  test('shows an event as it is when it is read, and no whisper of others', async ({
    server,
    alice,
    bob,
    carol,
    chat,
  }) => {
    await carol.patch(chat.path, {});
    const since = await cursorNow(bob, eventsOf(chat));
    const { id } = await send(alice, chat, 'my pin is 1234');
    await alice.delete(`${chat.messages}${id}/`);
    await alice.post(chat.messages, { message: 'between us', to: 'carol' });
    for (const options of [{}, ndjson]) {
      const stream = await open(server, bob, `${allMine}?cursor=${since}`, options);
      await send(alice, chat, 'for all');
      await until(() => stream.text().includes('for all'), { what: 'what is for all' });
      expect(stream.text()).toContain('message.deleted');
      expect(stream.text()).not.toMatch(/1234|between us/);
      stream.close();
    }
  });

  test('is refused as a poll is, in JSON, before it begins', async ({ server, alice, bob, carol, chat }) => {
    const other = Buffer.from('another.7').toString('base64url');
    const refused: [Person, string, number][] = [
      [alice, `${allMine}?cursor=${other}`, 410],
      [alice, `${allMine}?cursor=nothing`, 400],
      [carol, eventsOf(chat), 403],
      [bob, '/api/chats/no-such-chat/events/', 404],
      [{ ...bob, token: 'none' }, allMine, 401],
    ];
    for (const [reader, path, status] of refused) {
      const stream = await openStream(reader, server.url + path);
      await stream.ended;
      expect([path, stream.status]).toEqual([path, status]);
      expect(JSON.parse(stream.text())).toBeTruthy();
    }
    const wish = (accept: string, method = 'GET') =>
      openStream(alice, server.url + allMine, { accept, method });
    expect((await wish('text/html')).status).toBe(406);
    expect((await wish('application/json;q=0, */*')).status).toBe(406);
    expect((await wish('text/event-stream;q=0.5, application/json')).headers['content-type']).toMatch(/json/);
    // Also where a poll would be answered before its wishes are read.
    const path = `${allMine}?cursor=${await cursorNow(alice)}`;
    const among = await openStream(alice, server.url + path, { accept: 'text/event-stream, */*;q=0.1' });
    expect(among.headers['content-type']).toBe('text/event-stream');
    among.close();
    const head = await wish('text/event-stream', 'HEAD');
    await head.ended;
    expect([head.status, head.headers['content-type'], head.text()]).toEqual([200, 'text/event-stream', '']);
  });
});

describe('on the way', () => {
  test('HTTP/1.0 has it without chunks', async ({ server, alice, bob, chat }) => {
    const { hostname, port } = new URL(server.url);
    const socket = net.connect(Number(port), hostname);
    let got = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      got += text;
    });
    const head = `Accept: text/event-stream\r\nAuthorization: JWT ${bob.token}\r\n`;
    socket.write(`GET ${eventsOf(chat)} HTTP/1.0\r\n${head}\r\n`);
    await until(() => got.includes('event: cursor'), { what: 'the beginning' });
    await send(alice, chat, 'in the old way');
    await until(() => got.includes('in the old way'), { what: 'the event' });
    expect(got).not.toMatch(/transfer-encoding/i);
    expect(got).toContain('\r\n\r\nretry: ');
    socket.destroy();
  });

  test('an EventSource follows it, and goes on behind what it had when its server comes back', async ({
    server,
    alice,
    bob,
    chat,
  }) => {
    const heard: string[] = [];
    let opened = 0;
    const source = new EventSource(server.url + allMine, {
      fetch: (url, init) =>
        fetch(url, { ...init, headers: { ...init.headers, Authorization: `Bearer ${bob.token}` } }),
    });
    source.addEventListener('cursor', () => {
      opened += 1;
    });
    source.addEventListener('message.created', ({ data }) => heard.push(JSON.parse(data).data.message));
    await until(() => opened === 1, { what: 'the stream of an EventSource' });
    await send(alice, chat, 'before');
    await until(() => heard.length === 1, { what: 'the first message' });
    const { body } = await alice.post<Sent>(chat.messages, { message: 'at the last moment' });
    await server.halt();
    await server.resume();
    await send(alice, chat, 'after');
    await until(() => heard.includes('after'), { what: 'what was said after', deadlineMs: 15_000 });
    expect(body.id).toBeGreaterThan(0);
    expect(heard).toEqual(['before', 'at the last moment', 'after']);
    source.close();
  });
});
