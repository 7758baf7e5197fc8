import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hallAndTalk, openHallAndTalk, quantile } from '../bench/hall-reads.ts';
import { makeWorld, secretKey, type World } from '../bench/world.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';

const readers = 1000;
const rounds = 7;
/**
 * The quiet wait is a millisecond or two, in which the promise of three times is not kept yet: what is reached is 11 to 39 ms for the slowest
 * word of a round on a machine that has ten times as much to do as it can. Where all requests begin as they come it is 103 and more.
 */
const floorMs = 24;
/** Of each round the longest: some six, and 28 where all requests begin as they come and fifty readers are woken at once. */
const maxTurnMs = 20;
const script = pathToFileURL(`${import.meta.dirname}/../support/watch-sends.mjs`).href;
const uncapped = { MAX_HELD: '100000', MAX_HELD_PER_ADDRESS: '100000' };

let world: World;
let server: ServerProcess;

beforeAll(async () => {
  world = await makeWorld({ ...hallAndTalk(readers), database: 'sqlite' });
  const settings = { ...world.settings, ...uncapped, SECRET_KEY: secretKey };
  server = await startServerProcess({ ...settings, NODE_OPTIONS: `--import ${script}` });
});

afterAll(async () => {
  await server?.stop('SIGKILL');
  await world?.drop();
});

/** What the server's main thread did since the last look, in milliseconds of its processor time. */
async function watched(): Promise<{ waitsMs: number[]; longestTurnMs: number }> {
  const said = () => [...server.output().matchAll(/^watched (.+)$/gm)].map(([, json]) => json ?? '');
  const before = said().length;
  process.kill(server.pid, 'SIGUSR2');
  return JSON.parse((await until(() => said()[before], { what: 'the server tells of itself' })) ?? '');
}

test('while a thousand people read a message, those who talk elsewhere are answered between them', {
  timeout: 120_000,
}, async () => {
  const scene = await openHallAndTalk(Number(new URL(server.url).port), world.residents, readers);
  // What is hot is compiled by then.
  for (let i = 0; i < 2; i += 1) await scene.read();
  await watched();
  const slowestMs: number[] = [];
  const turnsMs: number[] = [];
  for (let i = 0; i < rounds; i += 1) {
    await scene.read();
    const seen = await watched();
    // The first is what the thousand read; the others talk, and of some fifty words the slowest is the 98th of a hundred.
    slowestMs.push(Math.max(...seen.waitsMs.slice(1)));
    turnsMs.push(seen.longestTurnMs);
  }
  await scene.talk(2000);
  const quiet = await watched();
  scene.close();

  // Of the rounds the median: a single one may meet the machine's own worst moment, or a collection of garbage.
  const longestTurnMs = quantile(turnsMs, 0.5);
  const slowest = { quiet: quantile(quiet.waitsMs, 0.99), reading: quantile(slowestMs, 0.5) };
  const said = Object.entries({ 'longest turn': longestTurnMs, ...slowest });
  console.info(`hall-reads: ${said.map(([name, ms]) => `${name} ${ms.toFixed(1)} ms`).join(', ')}`);
  // All of the reading takes some 240 ms of the thread, in which a word could be kept waiting.
  expect(slowest.reading).toBeLessThan(3 * Math.max(slowest.quiet, floorMs));
  expect(longestTurnMs).toBeLessThan(maxTurnMs);
});
