import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyMessages } from '../../web/store/world/apply-messages.ts';
import { createMessage } from './messages.ts';

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
