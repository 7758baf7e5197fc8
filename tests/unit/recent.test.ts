import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LogEvent } from '../../api/log/event.ts';
import { RecentEvents } from '../../api/log/recent.ts';
import { referencesBy } from '../../api/messages/references.ts';
import { systemClock } from '../../api/process/clock.ts';
import { logEvent } from '../support/log-event.ts';

const references = referencesBy(systemClock);

const idsOf = (events: readonly { id: number }[] | null) => events?.map((event) => event.id) ?? null;
const heard = (events: readonly LogEvent[]) => ({ events, passed: [] });
const withIds = (...ids: number[]) => ids.map((id) => logEvent({ id }));

describe('the recent events', () => {
  test('begin at the head of the log: what was before has to be read from it', () => {
    const recent = new RecentEvents(7, references);
    expect(recent.head).toBe(7);
    expect(recent.after(7)).toEqual([]);
    expect(recent.after(6)).toBe(null);
    recent.push(heard(withIds(8)));
    expect(idsOf(recent.after(7))).toEqual([8]);
    expect(recent.after(6)).toBe(null);
  });

  test('are found behind any place, also one in a gap that a rollback left', () => {
    const recent = new RecentEvents(0, references);
    recent.push(heard(withIds(2, 3, 9, 10)));
    expect([0, 1, 2, 5, 8, 9, 10, 99].map((place) => idsOf(recent.after(place)))).toEqual([
      [2, 3, 9, 10],
      [2, 3, 9, 10],
      [3, 9, 10],
      [9, 10],
      [9, 10],
      [10],
      [],
      [],
    ]);
  });

  test('take each event once, however often it is pushed', () => {
    const recent = new RecentEvents(0, references);
    expect(idsOf(recent.push(heard(withIds(1, 2))).events)).toEqual([1, 2]);
    expect(idsOf(recent.push(heard(withIds(1, 2, 3))).events)).toEqual([3]);
    expect(idsOf(recent.push(heard(withIds(2, 3))).events)).toEqual([]);
    expect(idsOf(recent.after(0))).toEqual([1, 2, 3]);
  });

  test('are a true tail of the log or null, whatever was pushed and dropped', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 120 });
    fc.assert(
      fc.property(gaps, fc.nat(10), fc.integer({ min: 1, max: 20 }), (steps, start, maxEvents) => {
        const recent = new RecentEvents(start, references, { maxEvents });
        const log: number[] = [];
        for (const step of steps) {
          const id = (log.at(-1) ?? start) + step;
          log.push(id);
          recent.push(heard(withIds(id)));
          for (let place = start - 1; place <= id; place += 1) {
            const tail = log.filter((each) => each > place);
            const found = idsOf(recent.after(place));
            if (found !== null) expect(found).toEqual(tail);
            // Most of what may be kept is kept, or polls would go to the database for nothing.
            else expect(place < start || tail.length > 0.8 * maxEvents - 1).toBe(true);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test('are bounded by what they weigh, however few they are, and never claim what they dropped', () => {
    const weight = fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 80 });
    fc.assert(
      fc.property(weight, fc.integer({ min: 2000, max: 20_000 }), (sizes, maxBytes) => {
        const recent = new RecentEvents(0, references, { maxBytes });
        for (const [i, size] of sizes.entries()) {
          recent.push(heard([logEvent({ id: i + 1, data: JSON.stringify('x'.repeat(size)) })]));
          const [first] = [...Array(i + 2).keys()].filter((place) => recent.after(place) !== null);
          const kept = recent.after(first ?? 0) ?? [];
          const text = kept.reduce((sum, event) => sum + event.json.length + event.data.length, 0);
          expect(text * 2).toBeLessThanOrEqual(maxBytes);
          expect(idsOf(kept)).toEqual([...Array(i + 1).keys()].map((n) => n + 1).slice(first));
          expect(recent.head).toBe(i + 1);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('take up what a deletion gave back', () => {
    const recent = new RecentEvents(0, references, { maxBytes: 10_000 });
    const long = JSON.stringify('x'.repeat(1500));
    recent.push(heard([logEvent({ id: 1, messageId: 5, data: long })]));
    recent.push(heard([logEvent({ id: 2, messageId: 5, type: 'message.deleted', data: '{}' })]));
    recent.push(heard([logEvent({ id: 3, data: JSON.stringify('y'.repeat(1500)) })]));
    expect(idsOf(recent.after(0))).toEqual([1, 2, 3]);
  });

  test('hold nothing of a message once its deletion is among them', () => {
    const recent = new RecentEvents(0, references);
    const created = logEvent({ id: 1, messageId: 5, data: '{"id":5,"message":"a $& secret"}' });
    const updated = logEvent({
      id: 2,
      messageId: 5,
      type: 'message.updated',
      data: '{"id":5,"message":"a secret"}',
    });
    const other = logEvent({ id: 3, messageId: 6, data: '{"id":6,"message":"no secret"}' });
    recent.push(heard([created, updated, other]));
    const tombstone = '{"id":5,"message":"","deleted":true}';
    recent.push(heard([logEvent({ id: 4, messageId: 5, type: 'message.deleted', data: tombstone })]));
    const [first, second, third, last] = recent.after(0) ?? [];
    for (const blanked of [first, second, last]) {
      expect(blanked?.data).toBe(tombstone);
      expect(JSON.parse(blanked?.json ?? '')).toMatchObject({ data: JSON.parse(tombstone) });
      expect(blanked?.bytes).toBe(Buffer.byteLength(blanked?.json ?? ''));
    }
    expect(first).toMatchObject({ id: 1, type: 'message.created' });
    expect(JSON.parse(second?.json ?? '')).toMatchObject({ id: '2', type: 'message.updated' });
    expect(third).toEqual(other);
  });
});
