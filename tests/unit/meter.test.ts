import { describe, expect, test } from 'vitest';
import { clientAddress } from '../../api/http/door/client-address.ts';
import { AddressMeter } from '../../api/http/limits/address-meter.ts';
import { Meter } from '../../api/http/limits/meter.ts';
import { movableClock } from '../support/movable-clock.ts';

const allowance = { points: 5, seconds: 10 };

function takeAll(meter: { take(key: never): number }, key: unknown, most = 1000): number {
  let taken = 0;
  while (taken < most && meter.take(key as never) === 0) taken += 1;
  return taken;
}

describe('a meter', () => {
  test('gives so many points at once, and says when there is another one', () => {
    const clock = movableClock();
    const meter = new Meter(allowance, clock);
    expect(takeAll(meter, 'alice')).toBe(5);
    expect(meter.take('alice')).toBe(2000);
    // Asking again and again makes it no later.
    expect(meter.take('alice')).toBe(2000);
    clock.move(1500);
    expect(meter.take('alice')).toBe(500);
    clock.move(500);
    expect(takeAll(meter, 'alice')).toBe(1);
    clock.move(60_000);
    expect(takeAll(meter, 'alice')).toBe(5);
  });

  test('gives several points together or none of them, and says when there are so many', () => {
    const clock = movableClock();
    const meter = new Meter(allowance, clock);
    expect(meter.take('alice', 4)).toBe(0);
    expect(meter.take('alice', 3)).toBe(4000);
    expect(meter.take('alice')).toBe(0);
    meter.giveBack('alice', 5);
    expect(meter.take('alice', 5)).toBe(0);
  });

  test('counts each key by itself', () => {
    const meter = new Meter(allowance, movableClock());
    expect(takeAll(meter, 'alice')).toBe(5);
    expect(takeAll(meter, 'bob')).toBe(5);
  });

  test('takes back what was not due, and no more than that', () => {
    const meter = new Meter(allowance, movableClock());
    meter.giveBack('alice');
    expect(takeAll(meter, 'alice')).toBe(5);
    meter.giveBack('alice');
    expect(takeAll(meter, 'alice')).toBe(1);
    for (let i = 0; i < 100; i += 1) meter.giveBack('alice');
    expect(takeAll(meter, 'alice')).toBe(5);
  });

  test('does not mind that someone sets the clock on the wall', () => {
    const clock = movableClock();
    const meter = new Meter(allowance, clock);
    expect(takeAll(meter, 'alice')).toBe(5);
    clock.set(-3_600_000);
    clock.move(10_000);
    expect(takeAll(meter, 'alice')).toBe(5);
  });

  test('never knows more keys than it has room for, and locks nobody out for that', () => {
    const clock = movableClock();
    const meter = new Meter(allowance, clock, 100);
    for (let i = 0; i < 1000; i += 1) expect(meter.take(`stranger ${i}`)).toBe(0);
    expect(meter.size).toBe(100);
    expect(meter.take('alice')).toBe(0);
  });

  test('makes room by forgetting those who have paid back', () => {
    const clock = movableClock();
    const meter = new Meter(allowance, clock, 100);
    takeAll(meter, 'guesser');
    clock.move(3000);
    for (let i = 0; i < 99; i += 1) meter.take(`a ${i}`);
    clock.move(2000);
    for (let i = 0; i < 99; i += 1) meter.take(`b ${i}`);
    // The oldest of all, and it still counts.
    expect(meter.has('guesser')).toBe(true);
    expect(takeAll(meter, 'guesser')).toBe(2);
  });
});

describe('a meter of addresses', () => {
  const ipv6 = (site: number, network: number, host: number, provider = '2001:db8') =>
    clientAddress(`${provider}:${site.toString(16)}:${network.toString(16)}::${host.toString(16)}`);

  test('counts a network of IPv6 as one, and IPv4 written as IPv6 as IPv4', () => {
    const meter = new AddressMeter(allowance, movableClock());
    let taken = 0;
    for (let host = 0; host < 100; host += 1) if (meter.take(ipv6(1, 1, host)) === 0) taken += 1;
    expect(taken).toBe(5);
    expect(takeAll(meter, clientAddress('203.0.113.7'))).toBe(5);
    expect(takeAll(meter, clientAddress('::ffff:203.0.113.7'))).toBe(0);
    expect(takeAll(meter, clientAddress('203.0.113.8'))).toBe(5);
  });

  test('gives a site of 65,536 networks as much as eight', () => {
    const meter = new AddressMeter(allowance, movableClock());
    let taken = 0;
    for (let network = 0; network < 65_536; network += 1) taken += takeAll(meter, ipv6(1, network, 1));
    expect(taken).toBe(8 * 5);
    expect(takeAll(meter, ipv6(2, 1, 1))).toBe(5);
  });

  test('lets whoever has a /32 neither fill the memory nor push out the others', () => {
    const clock = movableClock();
    const meter = new AddressMeter(allowance, clock, 200);
    const known = ipv6(1, 1, 1, '2a00:1');
    expect(meter.take(known)).toBe(0);
    let taken = 0;
    for (let site = 0; site < 20_000; site += 1) taken += takeAll(meter, ipv6(site, site % 7, 1), 1);
    expect(meter.size).toBeLessThan(3 * 200);
    // As many as there was room for, and then one allowance for all of the /32.
    expect(taken).toBe(199 + 64 * 5);
    // Who was there goes on, who comes from elsewhere gets in, and so does IPv4.
    expect(takeAll(meter, known)).toBe(4);
    expect(takeAll(meter, ipv6(1, 1, 1, '2a00:2'), 5)).toBe(5);
    expect(takeAll(meter, clientAddress('203.0.113.7'))).toBe(5);
    // And when it is over, everything is as before.
    clock.move(60_000);
    expect(takeAll(meter, ipv6(4711, 1, 1))).toBe(5);
  });

  test('gives back where it took', () => {
    const meter = new AddressMeter(allowance, movableClock(), 1);
    expect(takeAll(meter, ipv6(1, 1, 1))).toBe(5);
    meter.giveBack(ipv6(1, 1, 2));
    expect(takeAll(meter, ipv6(1, 1, 1))).toBe(1);
    expect(takeAll(meter, ipv6(9, 9, 9))).toBe(64 * 5);
    meter.giveBack(ipv6(9, 9, 9));
    expect(takeAll(meter, ipv6(8, 8, 8))).toBe(1);
  });
});
