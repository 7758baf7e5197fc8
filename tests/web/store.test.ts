import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrange } from '../../web/components/arrange.ts';
import { RequestFailure } from '../../web/failure.ts';
import { applyMessages } from '../../web/store/apply-messages.ts';
import { markFailed, markSending, type Outgoing, settle } from '../../web/store/outbox.ts';
import { parsePath } from '../../web/store/path.ts';
import { toProblem } from '../../web/store/problem.ts';
import { createMessage, createUser } from './messages.ts';

const talk = Array.from({ length: 12 }, (_, index) =>
  createMessage({ id: index + 1, message: `m${index + 1}` }),
);
const somePages = fc.array(fc.subarray(talk), { maxLength: 8 });

describe('messages', () => {
  test('are merged to the same talk, in whatever order and however often their pages arrive', () => {
    fc.assert(
      fc.property(somePages, (pages) => {
        const once = pages.reduce(applyMessages, []);
        const again = [...pages, ...pages].reverse().reduce(applyMessages, once);
        expect(again).toBe(once);
        expect(once.map(({ id }) => id)).toEqual(
          [...new Set(pages.flat().map(({ id }) => id))].sort((a, b) => a - b),
        );
      }),
    );
  });

  test('that did not change keep their identity, and one that was deleted does not', () => {
    const tombstone = createMessage({ id: 2, message: '', deleted: true });
    const merged = applyMessages(talk, [createMessage({ id: 1, message: 'm1' }), tombstone]);
    expect(merged[0]).toBe(talk[0]);
    expect(merged[1]).toBe(tombstone);
    expect(merged).toHaveLength(talk.length);
  });
});

const outgoing: Outgoing = {
  clientId: 'c1',
  uri: 'chat',
  text: 'Hello',
  authorId: 1,
  writtenAt: '2026-11-21T09:00:00.000Z',
  state: 'sending',
  reason: null,
};

describe('the outbox', () => {
  test('lets go of what the server holds, and of nothing else', () => {
    const other = { ...outgoing, clientId: 'c2' };
    expect(settle([outgoing, other], [createMessage({ client_id: 'c1' })])).toEqual([other]);
  });

  test('is not fooled by the same key of someone else', () => {
    const box = [outgoing];
    expect(settle(box, [createMessage({ client_id: 'c1', user: createUser({ id: 2 }) })])).toBe(box);
  });

  test('keeps the key from failure to retry', () => {
    const [retried] = markSending(markFailed([outgoing], 'c1', 'No answer'), 'c1');
    expect(retried).toEqual(outgoing);
  });
});

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
    const rows = arrange({ messages, notices: [], outgoing: [], me });
    expect(rows.map(({ startsGroup }) => startsGroup)).toEqual([true, false, true, true]);
    expect(rows.map(({ startsDay }) => startsDay)).toEqual([true, false, false, false]);
  });

  test('start a day at midnight of where the reader is', () => {
    const messages = [
      createMessage({ id: 1, created_at: new Date(2026, 10, 20, 23, 59, 59).toISOString() }),
      createMessage({ id: 2, created_at: new Date(2026, 10, 21, 0, 0, 1).toISOString() }),
    ];
    expect(arrange({ messages, notices: [], outgoing: [], me }).map(({ startsDay }) => startsDay)).toEqual([
      true,
      true,
    ]);
  });

  test('keep their key when the stored message takes the place of the one on its way', () => {
    const [before] = arrange({ messages: [], notices: [], outgoing: [outgoing], me });
    const [after] = arrange({
      messages: [createMessage({ id: 9, client_id: 'c1' })],
      notices: [],
      outgoing: [],
      me,
    });
    expect(after?.key).toBe(before?.key);
  });
});

test.for([
  ['/', { kind: 'home' }],
  ['/chats/AbC-1_x/', { kind: 'chat', uri: 'AbC-1_x' }],
  ['/chats/abc', { kind: 'chat', uri: 'abc' }],
  ['/chats/', { kind: 'nowhere' }],
  ['/chats/a/b/', { kind: 'nowhere' }],
  ['/chats/%2e%2e/', { kind: 'nowhere' }],
] as const)('the path %s is read as %j', ([path, place]) => {
  expect(parsePath(path)).toEqual(place);
});

test('a problem is told by the fields it belongs to, and in our words where it belongs to none', () => {
  expect(toProblem(new RequestFailure(400, 'invalid', { username: ['Taken.'] }))).toEqual({
    general: null,
    fields: { username: ['Taken.'] },
  });
  expect(toProblem(new RequestFailure(400, 'invalid', { non_field_errors: ['Wrong.'] }))).toEqual({
    general: 'Wrong.',
    fields: {},
  });
  expect(toProblem(new RequestFailure(500, 'error')).general).toContain('on our side');
});
