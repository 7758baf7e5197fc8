import { expect, test } from 'vitest';
import type { Costs } from '../bench/fleet-model/costs.ts';
import { playHead } from '../bench/fleet-model/head.ts';
import { simulate } from '../bench/fleet-model/simulate.ts';
import { randomFrom } from '../support/random.ts';

const costs: Costs = {
  sendUs: 300,
  markUs: 0,
  deliveryUs: 0,
  pollUs: 0,
  applyUs: 20,
  passUs: 5,
  heldKib: 8,
  databaseSendUs: 100,
  databaseMarkUs: 0,
  turnMs: 2,
  turnPerChangeUs: 50,
};

test('who comes alone waits for one turn at the head', () => {
  const { p50Ms, changesPerTurn } = playHead({ changesPerS: 5, nodes: 1 }, costs, randomFrom(1));
  expect(p50Ms).toBeCloseTo(2.05, 2);
  expect(changesPerTurn).toBeCloseTo(1, 1);
});

test('with more nodes a change waits for the turns of the others', () => {
  const wait = (nodes: number) => playHead({ changesPerS: 4000, nodes }, costs, randomFrom(1)).p50Ms;
  expect(wait(4) / wait(1)).toBeGreaterThan(1.5);
});

test('beyond what one change adds to a turn there is no end of waiting', () => {
  const rate = (changesPerS: number) => playHead({ changesPerS, nodes: 1 }, costs, randomFrom(1)).p99Ms;
  expect(rate(15_000)).toBeLessThan(100);
  expect(rate(40_000)).toBeNaN();
});

test('a fleet has the same day each time, and its nodes pay for all of its messages together', () => {
  const fleet = { people: 20_000, nodes: 4, shards: 1, marksInLog: true, hearsAll: false };
  const day = simulate(fleet, { ...costs, applyUs: 0 });
  expect(simulate(fleet, { ...costs, applyUs: 0 })).toEqual(day);
  const ofAll = (day.messagesPerS * costs.sendUs) / 1e6;
  expect(day.busiestNode).toBeGreaterThan(ofAll / 4);
  expect(day.busiestNode).toBeLessThan(ofAll / 2);
});

test('a node that hears everything pays for what concerns nobody there', () => {
  const fleet = { people: 20_000, nodes: 40, shards: 1, marksInLog: true };
  const hearing = (hearsAll: boolean) => simulate({ ...fleet, hearsAll }, costs).hearing;
  expect(hearing(true)).toBeGreaterThan(1.5 * hearing(false));
});

test('read markers beside the log ask nothing of its head', () => {
  const fleet = { people: 20_000, nodes: 4, shards: 1, hearsAll: false };
  const wait = (marksInLog: boolean) => simulate({ ...fleet, marksInLog }, costs).head.p50Ms;
  expect(wait(false)).toBeLessThan(0.8 * wait(true));
});
