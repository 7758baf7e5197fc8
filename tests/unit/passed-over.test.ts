import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LogEvent, maySee, type Reader } from '../../api/log/event.ts';
import { addresseeOf } from '../../api/log/news/addressee.ts';
import { PassedOver } from '../../api/log/news/passed-over.ts';
import { RecentEvents } from '../../api/log/recent.ts';
import { noReferences } from '../../api/log/references.ts';
import { logEvent } from '../support/log-event.ts';

// Memory may not know what was passed over, but it must never say that there was nothing.

const inChats = (userId: number, ...chats: number[]): Reader => ({
  userId,
  isMember: (chatId) => chats.includes(chatId),
  chatIds: () => chats,
});
const readers = [inChats(1, 1), inChats(2, 1, 2), inChats(3, 5, 6, 7), inChats(4)];

const happenings = fc.array(
  fc.record({
    chatId: fc.option(fc.integer({ min: 1, max: 8 })),
    userId: fc.integer({ min: 1, max: 5 }),
    isForFew: fc.boolean(),
    isPassed: fc.boolean(),
  }),
  { minLength: 1, maxLength: 80 },
);

function eventOf(
  id: number,
  { chatId, userId, isForFew }: { chatId: number | null; userId: number; isForFew: boolean },
): LogEvent {
  if (chatId === null) return logEvent({ id, type: 'read.updated', chatId, userId });
  return logEvent({ id, chatId, audience: isForFew ? [userId] : null });
}

test('who is told by memory alone is told of everything, however much was passed over and forgotten', () => {
  let answered = 0;
  fc.assert(
    fc.property(
      happenings,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 5, max: 40 }),
      fc.integer({ min: 1, max: 10 }),
      (all, maxPassed, maxEvents, runLength) => {
        const recent = new RecentEvents(0, noReferences, { maxPassed, maxEvents });
        const log = all.map((each, i) => ({ event: eventOf(i + 1, each), isPassed: each.isPassed }));
        for (let i = 0; i < log.length; i += runLength) {
          const run = log.slice(i, i + runLength);
          recent.push({
            events: run.filter(({ isPassed }) => !isPassed).map(({ event }) => event),
            passed: run
              .filter(({ isPassed }) => isPassed)
              .map(({ event }) => ({ id: event.id, addressee: addresseeOf(event) })),
          });
        }
        expect(recent.head).toBe(log.length);
        for (const reader of readers)
          for (const chat of [null, { id: 1 }, { id: 2 }])
            for (let position = 0; position <= log.length; position += 1) {
              const events = recent.after(position);
              if (events === null || recent.hasPassedOver(position, reader, chat)) continue;
              answered += 1;
              const concerns = (event: LogEvent) =>
                maySee(event, reader) && (chat === null || event.chatId === chat.id);
              const expected = log.map(({ event }) => event).filter((event) => event.id > position);
              expect(events.filter(concerns)).toEqual(expected.filter(concerns));
            }
      },
    ),
    { numRuns: 60 },
  );
  expect(answered).toBeGreaterThan(1000);
});

test('who has read beyond it, or whom it does not concern, is not sent to the database', () => {
  const passedOver = new PassedOver(100);
  for (const [i, addressee] of [1, 2, -3, 9].entries()) passedOver.note({ id: 10 + i, addressee });
  const asks = (reader: Reader, position: number, chat: { id: number } | null = null) =>
    passedOver.hasAfter(position, reader, chat);
  expect([9, 10].map((position) => asks(inChats(1, 1), position))).toEqual([true, false]);
  expect([9, 10, 11].map((position) => asks(inChats(2, 1, 2), position))).toEqual([true, true, false]);
  expect([11, 12].map((position) => asks(inChats(3), position))).toEqual([true, false]);
  expect(asks(inChats(4, 5, 6), 0)).toBe(false);
  expect(asks(inChats(2, 1, 2), 10, { id: 1 })).toBe(false);
  expect(asks(inChats(2, 1, 2), 10, { id: 2 })).toBe(true);
});

test('what is forgotten is counted against whoever has not read beyond it, and nobody else', () => {
  const passedOver = new PassedOver(3);
  for (let id = 1; id <= 11; id += 1) passedOver.note({ id, addressee: id });
  const stranger = inChats(99, 99);
  expect([0, 5, 6, 11].map((position) => passedOver.hasAfter(position, stranger, null))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(passedOver.hasAfter(6, inChats(1, 7), null)).toBe(true);
});
