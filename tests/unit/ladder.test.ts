import { describe, expect, test } from 'vitest';
import { startLadder } from '../../web/net/transport/ladder.ts';
import { climber, live, long } from './climber.ts';

// Contract, section 6, points 1 to 4.

describe('up', () => {
  test('it begins with a plain poll, and after two that succeed holds 5 s, 10 s, and as long as advised', () => {
    const it = climber();
    const waits = [it.waitMs(), it.answered(), it.answered(), it.heldOut(), it.heldOut(), it.heldOut()].map(
      (rung) => (typeof rung === 'number' ? rung : rung.ladder.waitMs),
    );
    expect(waits).toEqual([0, 0, 5000, 10_000, 25_000, 25_000]);
  });

  test('it does not climb where the server advises interval polling', () => {
    const it = climber();
    for (let polls = 0; polls < 10; polls++) it.answered({ advice: { ...long, mode: 'interval' } });
    expect(it.waitMs()).toBe(0);
  });

  test('a failure on the way begins the proof anew', () => {
    const it = climber();
    it.answered();
    it.failed(10);
    expect(it.answered().ladder.waitMs).toBe(0);
    expect(it.answered().ladder.waitMs).toBe(5000);
  });

  test('news that ends a hold early proves nothing about holding longer', () => {
    const it = climber();
    it.answered();
    it.answered();
    expect(it.answered({ tookMs: 1200, isEmpty: false }).ladder.waitMs).toBe(5000);
  });

  test('a hold is followed by the next at once, but a burst not by more than four a second', () => {
    const it = live();
    expect(it.answered({ tookMs: 3000, isEmpty: false }).pauseMs).toBe(0);
    const burst = [1, 2, 3, 4, 5].map(() => it.answered({ tookMs: 30, isEmpty: false }).pauseMs);
    expect(burst, 'what follows closely on an own message is heard at once').toEqual([0, 0, 0, 220, 220]);
    expect(it.answered({ tookMs: 300, isEmpty: false }).pauseMs).toBe(0);
    expect(it.answered({ tookMs: 30 }).pauseMs, 'nothing new is no reason to hurry').toBe(220);
  });

  test('no hold is longer than the server advises', () => {
    const it = climber();
    it.answered({ advice: { ...long, wait: 7 } });
    it.answered({ advice: { ...long, wait: 7 } });
    expect(it.waitMs()).toBe(5000);
    expect(it.answered({ tookMs: 4900, advice: { ...long, wait: 7 } }).ladder.waitMs).toBe(7000);
  });
});

describe('a proxy that cuts', () => {
  test('is found out by two holds that die at about the same time: from then on 0.8 of it', () => {
    const it = live();
    expect(it.failed(10_020).ladder.waitMs, 'a plain poll proves the line').toBe(0);
    expect(it.answered().ladder.waitMs, 'one death may be an accident').toBe(25_000);
    it.failed(9980);
    expect(it.answered().ladder.waitMs).toBe(7000);
    expect(it.ladder().cut?.holdMs).toBe(7984);
    for (let holds = 0; holds < 5; holds++) expect(it.heldOut().ladder.waitMs).toBe(7000);
  });

  test('is found out also where the browser asks again by itself when a connection is cut', () => {
    const it = live();
    for (let deaths = 0; deaths < 2; deaths++) {
      it.failed(20_000);
      it.answered();
    }
    expect(it.waitMs(), 'as it seems to cut at 20 s').toBe(16_000);
    for (let deaths = 0; deaths < 2; deaths++) {
      it.failed(20_000);
      it.answered();
    }
    expect(it.waitMs(), 'no server holds 16 s for 20 s: it cut twice').toBe(8000);
    const other = live();
    other.failed(30_010);
    other.answered();
    other.failed(20_015);
    expect(other.answered().ladder.waitMs, 'three times, then twice').toBe(8000);
  });

  test('is remembered for 30 minutes', () => {
    const it = live();
    it.failed(10_000);
    it.answered();
    it.failed(10_000);
    it.answered();
    it.pass(29 * 60_000);
    expect(it.heldOut().ladder.waitMs).toBe(8000);
    it.pass(60_000);
    expect(it.heldOut().ladder.waitMs).toBe(25_000);
  });

  test('is known from the start after a reload', () => {
    const it = climber(startLadder({ holdMs: 3600, untilMs: 9e12 }));
    it.answered();
    expect(it.answered().ladder.waitMs).toBe(3000);
  });

  test('is found out also when news ended a hold between the two deaths', () => {
    const it = live();
    it.failed(10_000);
    it.answered();
    it.answered({ tookMs: 4000, isEmpty: false });
    it.failed(10_100);
    expect(it.answered().ladder.waitMs).toBe(8000);
  });

  test('is not suspected when a hold outlived the first death', () => {
    const it = live();
    it.failed(10_000);
    it.answered();
    it.heldOut();
    it.failed(10_000);
    expect(it.answered().ladder.waitMs).toBe(25_000);
  });
});

describe('down', () => {
  test('two failed holds in a row lead to interval polling for 60 s, then up again', () => {
    const it = live();
    it.failed(3000);
    it.answered();
    it.failed(14_000);
    expect(it.answered().ladder.isHolding).toBe(false);
    it.answered();
    expect(it.answered().ladder.waitMs).toBe(0);
    it.pass(60_000);
    expect(it.answered().ladder.waitMs).toBe(5000);
  });

  test('holds that are refused at once lead down as well', () => {
    const it = live();
    it.failed(5);
    it.answered();
    it.failed(5);
    expect(it.answered().ladder.isHolding).toBe(false);
  });

  test('a line that fails plain polls too is not the fault of the holds: they go on when it is back', () => {
    const it = live();
    it.failed(12_000);
    it.failed(5);
    it.failed(5);
    expect(it.answered().ladder.waitMs).toBe(25_000);
    it.failed(12_000);
    expect(it.answered().ladder.waitMs, 'nor were those two a proxy').toBe(25_000);
  });

  test('five instant empty answers lead to interval polling, four do not', () => {
    const it = live();
    for (let answers = 0; answers < 4; answers++) expect(it.answered().ladder.isHolding).toBe(true);
    it.heldOut();
    for (let answers = 0; answers < 4; answers++) expect(it.answered().ladder.isHolding).toBe(true);
    expect(it.answered().ladder.isHolding).toBe(false);
  });

  test('a server over its cap leads to interval polling at once', () => {
    const it = live();
    expect(it.answered({ advice: { ...long, mode: 'interval' } }).ladder.waitMs).toBe(0);
    expect(it.answered().ladder.isHolding).toBe(false);
  });
});
