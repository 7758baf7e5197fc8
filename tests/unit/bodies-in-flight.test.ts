import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { BodiesInFlight } from '../../api/http/door/bodies-in-flight.ts';
import { ServiceUnavailable } from '../../api/http/errors.ts';

const limits = { maxBytes: 1000, smallBytes: 10, maxLargeBytes: 800, maxLargeBytesOfAddress: 300 };

function response(): ServerResponse {
  return new EventEmitter() as ServerResponse;
}

describe('bodies in flight', () => {
  test('are refused beyond their limit, and welcome again when others have been answered', () => {
    const bodies = new BodiesInFlight(limits);
    const first = response();
    for (const address of ['a', 'b']) bodies.open(first, address)(300);
    expect(() => bodies.open(response(), 'c')(300)).toThrow(ServiceUnavailable);
    first.emit('close');
    expect(() => bodies.open(response(), 'd')(300)).not.toThrow();
  });

  test('that are large leave room for those that are small', () => {
    const bodies = new BodiesInFlight(limits);
    for (const address of ['a', 'b']) bodies.open(response(), address)(300);
    expect(() => bodies.open(response(), 'c')(250)).toThrow(ServiceUnavailable);
    expect(() => bodies.open(response(), 'c')(10)).not.toThrow();
  });

  test('of one address never keep out those of another', () => {
    const bodies = new BodiesInFlight(limits);
    bodies.open(response(), 'a')(300);
    expect(() => bodies.open(response(), 'a')(11)).toThrow(ServiceUnavailable);
    expect(() => bodies.open(response(), 'b')(300)).not.toThrow();
  });

  test('count piece by piece, from the first', () => {
    const bodies = new BodiesInFlight(limits);
    const count = bodies.open(response(), 'a');
    for (let i = 0; i < 30; i += 1) count(10);
    expect(bodies.bytes).toBe(300);
    expect(() => count(1)).toThrow(ServiceUnavailable);
  });

  test('leave nothing behind', () => {
    const bodies = new BodiesInFlight(limits);
    const all = Array.from({ length: 50 }, response);
    for (const [i, res] of all.entries()) {
      try {
        bodies.open(res, `${i % 7}`)(i * 9);
      } catch {
        // Refused ones are counted until they are answered, like all others.
      }
    }
    for (const res of all) res.emit('close');
    expect(bodies.bytes).toBe(0);
    for (const address of ['0', '1']) expect(() => bodies.open(response(), address)(300)).not.toThrow();
  });
});
