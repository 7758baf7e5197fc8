import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrange, type Block, withPins } from '../../web/features/talk/arrange.ts';
import type { Message } from '../../web/net/wire.ts';
import type { Outgoing } from '../../web/store/outbox/outbox.ts';
import { createMessage, createUser } from './messages.ts';

const outgoing: Outgoing = {
  clientId: 'c1',
  uri: 'chat',
  text: 'Hello',
  to: null,
  authorId: 1,
  writtenAt: '2026-11-21T09:00:00.000Z',
  state: 'sending',
  reason: null,
};

const rowsOf = (talk: Parameters<typeof arrange>[0]) => arrange(talk).flatMap(({ rows }) => rows);

describe('rows', () => {
  const me = createUser();
  const bob = createUser({ id: 2, display_name: 'Bob' });
  const at = (time: string) => ({ created_at: new Date(`2026-11-21T${time}`).toISOString() });

  test('start a group where the author changes or is silent for a while', () => {
    const messages = [
      createMessage({ id: 1, ...at('10:00:00') }),
      createMessage({ id: 2, ...at('10:04:00') }),
      createMessage({ id: 3, ...at('10:04:30'), user: bob }),
      createMessage({ id: 4, ...at('10:10:00'), user: bob }),
    ];
    const rows = rowsOf({ messages, notices: [], outgoing: [], me });
    expect(rows.map(({ startsGroup }) => startsGroup)).toEqual([true, false, true, true]);
    expect(rows.map(({ startsDay }) => startsDay)).toEqual([true, false, false, false]);
  });

  test('say who pinned something, among who came and went', () => {
    const came = { kind: 'joined', user: bob, by: undefined } as const;
    const notices = [
      { ...came, id: '1', at: '2026-11-21T10:00:00.000Z' },
      { ...came, id: '2', at: '2026-11-21T12:00:00.000Z' },
    ];
    const pin = createMessage({ id: 7, pinned: { user: me, at: '2026-11-21T11:00:00.000Z' } });
    const rows = rowsOf({ messages: [], notices: withPins(notices, [pin]), outgoing: [], me });
    expect(rows.map(({ key, author }) => [key, author.id])).toEqual([
      ['notice 1', 2],
      ['notice pin 7', 1],
      ['notice 2', 2],
    ]);
    // The same object, so that nothing is laid out anew.
    expect(withPins(notices, [])).toBe(notices);
  });

  test('start a day at midnight of where the reader is', () => {
    const messages = [
      createMessage({ id: 1, created_at: new Date(2026, 10, 20, 23, 59, 59).toISOString() }),
      createMessage({ id: 2, created_at: new Date(2026, 10, 21, 0, 0, 1).toISOString() }),
    ];
    expect(rowsOf({ messages, notices: [], outgoing: [], me }).map(({ startsDay }) => startsDay)).toEqual([
      true,
      true,
    ]);
  });

  test('keep their key when the stored message takes the place of the one on its way', () => {
    const [before] = rowsOf({ messages: [], notices: [], outgoing: [outgoing], me });
    const [after] = rowsOf({
      messages: [createMessage({ id: 9, client_id: 'c1' })],
      notices: [],
      outgoing: [],
      me,
    });
    expect(after?.key).toBe(before?.key);
  });
});

describe('blocks of rows', () => {
  const me = createUser();
  const messages = Array.from({ length: 230 }, (_, i) => createMessage({ id: i + 1, message: `m${i + 1}` }));
  const lay = (from: number, to: number, before: readonly Block[] = [], changed?: Message) => {
    const shown = messages.slice(from, to).map((it) => (it.id === changed?.id ? changed : it));
    return arrange({ messages: shown, notices: [], outgoing: [], me }, before);
  };
  const keysOf = (blocks: readonly Block[]) => blocks.flatMap(({ rows }) => rows.map(({ key }) => key));

  test('that did not change are kept when one more message comes', () => {
    const before = lay(0, 229);
    const after = lay(0, 230, before);
    expect(after.slice(0, -1)).toEqual(before.slice(0, -1));
    for (const [i, block] of after.slice(0, -1).entries()) expect(block).toBe(before[i]);
    expect(after.at(-1)).not.toBe(before.at(-1));
    expect(Math.max(...after.map(({ rows }) => rows.length))).toBeLessThanOrEqual(50);
  });

  test('stay as they are when older messages load above, but for the first: it is no longer the beginning', () => {
    const before = lay(100, 230);
    const after = lay(0, 230, before);
    expect(after.slice(-before.length + 1)).toEqual(before.slice(1));
    expect(after.at(-1)).toBe(before.at(-1));
    expect(keysOf(after)).toEqual(keysOf(lay(0, 230)));
  });

  test('are made anew where a message changed, and nowhere else', () => {
    const before = lay(0, 230);
    const after = lay(0, 230, before, createMessage({ id: 60, message: 'edited' }));
    expect(after.map((block, i) => block === before[i])).toEqual([true, false, true, true, true]);
  });

  test('show what laying everything out anew shows, whatever came before', () => {
    const bound = fc.nat({ max: messages.length });
    fc.assert(
      fc.property(fc.array(fc.tuple(bound, bound), { minLength: 1, maxLength: 6 }), (ranges) => {
        const sorted = ranges.map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
        const blocks = sorted.reduce<Block[]>((before, [from, to]) => lay(from, to, before), []);
        const [from, to] = sorted.at(-1) ?? [0, 0];
        expect(blocks.flatMap(({ rows }) => rows)).toEqual(lay(from, to).flatMap(({ rows }) => rows));
        expect(new Set(blocks.map(({ key }) => key)).size).toBe(blocks.length);
      }),
    );
  });
});
