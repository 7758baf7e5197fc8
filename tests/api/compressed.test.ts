import { describe, expect } from 'vitest';
import { type ChatPath, startChat } from '../support/people.ts';
import type { Caller, Person, Reply } from '../support/person.ts';
import { send, test } from './stage.ts';
import type { History } from './wire.ts';

async function talk(...people: [Person, ...Person[]]): Promise<ChatPath> {
  const [owner] = people;
  const chat = await startChat(...people);
  for (let i = 0; i < 6; i += 1) await send(owner, chat, `${i} Grüße, 東京! ${'and so on '.repeat(60)}`);
  return chat;
}

const getAs = (reader: Caller, path: string, encoding: string, more = {}) =>
  reader.get<History>(path, { headers: { 'Accept-Encoding': encoding, ...more } });

const encodingOf = ({ headers }: Reply) => headers.get('content-encoding');

describe('a page of history', () => {
  test('is gzip to who takes that, the same as without, with the same tag, and said to vary', async ({
    alice,
    bob,
  }) => {
    const chat = await talk(alice, bob);
    // The long way makes it, and after that the short way has it.
    for (const reader of [alice, bob, alice]) {
      const packed = await getAs(reader, chat.messages, 'br, gzip;q=0.5');
      const plain = await getAs(reader, chat.messages, 'identity');
      expect([encodingOf(packed), encodingOf(plain)]).toEqual(['gzip', null]);
      expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 3);
      expect(Number(packed.headers.get('content-length'))).toBe(packed.bytes.length);
      expect(packed.body.messages).toEqual(plain.body.messages);
      expect(Object.keys(packed.body)).toEqual(Object.keys(plain.body));
      const etag = packed.headers.get('etag') ?? '';
      expect(plain.headers.get('etag')).toBe(etag);
      for (const { headers } of [packed, plain]) expect(headers.get('vary')).toContain('Accept-Encoding');
      const again = await getAs(reader, chat.messages, 'gzip', { 'If-None-Match': etag });
      expect([again.status, encodingOf(again), again.text]).toEqual([304, null, '']);
    }
  });

  test('leads on from where it was read, and is another when something was said', async ({ alice, bob }) => {
    const chat = await talk(alice, bob);
    await getAs(bob, chat.messages, 'gzip');
    await send(alice, chat, 'news');
    const reply = await getAs(bob, chat.messages, 'gzip');
    expect(encodingOf(reply)).toBe('gzip');
    const told = reply.body;
    expect(told.messages.at(-1)?.message).toBe('news');
    const { body } = await bob.get<{ events: unknown[] }>(`${chat.path}events/?cursor=${told.cursor}`);
    expect(body.events).toEqual([]);
  });

  test('is never compressed where a whisper stands beside what others chose, and is for who does not see it', async ({
    alice,
    bob,
    carol,
  }) => {
    const chat = await talk(alice, bob, carol);
    await alice.post(chat.messages, { message: 'psst', to: 'bob' });
    const reply = await getAs(bob, chat.messages, 'gzip');
    expect(encodingOf(reply)).toBeNull();
    expect(reply.text).toContain('psst');
    const [packed, plain] = [
      await getAs(carol, chat.messages, 'gzip'),
      await getAs(carol, chat.messages, 'identity'),
    ];
    expect([encodingOf(packed), encodingOf(plain)]).toEqual(['gzip', null]);
    expect(packed.text).toBe(plain.text);
    expect(plain.text).not.toContain('psst');
  });
});

test('an export is gzip to who takes that, as long as it is asked for, and never an error', async ({
  alice,
  bob,
  carol,
}) => {
  const chat = await talk(alice, bob);
  const path = `${chat.path}export/?format=csv`;
  const packed = await getAs(bob, path, 'gzip');
  expect(encodingOf(packed)).toBe('gzip');
  expect(packed.headers.get('vary')).toContain('Accept-Encoding');
  const plain = await getAs(bob, path, 'gzip;q=0');
  expect(encodingOf(plain)).toBeNull();
  expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 3);
  expect(packed.text).toBe(plain.text);
  const refused = await getAs(carol, path, 'gzip');
  expect([refused.status, encodingOf(refused)]).toEqual([403, null]);
});
