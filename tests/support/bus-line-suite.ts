import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Bus } from '../../api/bus/index.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { type EventNode, insertUsersAndChats, note, openEventNode } from './event-node.ts';
import type { ProgramServer } from './program-server.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';
import { until } from './until.ts';

/** A way for nodes to hear of each other over a line that can break. */
export interface LineKind {
  name: string;
  /** Where its server is. */
  url(): string;
  join(url: string): Promise<Bus>;
  /** That of the log, where the bus is in it. */
  database?(): TestDatabase;
  /** Of the tests alone, so that it can be killed and slowed; or why that can't be. It cuts off at once who reads too slowly. */
  server: (() => ProgramServer) | { skipped: string };
}

/** Longer than a line may be silent before it is given up, by whoever only listens. */
const silenceMs = 15_000;
/** As promised in api/bus/index.ts, "some seconds". */
const patienceMs = 7_000;
/** Of messages of the largest size, more than all buffers between two processes take. */
const flood = 1_600;

/** What a real line does to a bus, and what nodes make of it. */
export function busLineSuite(kind: LineKind): void {
  let proxy: TcpProxy;
  const opened: { close(): Promise<void> }[] = [];

  beforeEach(async () => {
    proxy = await startTcpProxy(kind.url());
  });

  afterEach(async () => {
    // A database after the nodes on it.
    for (const each of opened.splice(0).reverse()) await each.close();
    await proxy.close();
  });

  const join = async (url = kind.url()) => {
    const bus = await kind.join(url);
    opened.push(bus);
    return bus;
  };
  /** Two that share a log, and what they say to each other. */
  const openNodes = async (url: string, otherUrl: string) => {
    const database = kind.database?.() ?? (await createDatabase('postgres'));
    if (!kind.database) opened.push({ close: database.drop });
    const here = await openEventNode(database, await kind.join(url));
    opened.push(here);
    const there = await openEventNode(database, await kind.join(otherUrl));
    opened.push(there);
    await insertUsersAndChats(here, 1, 0);
    return [here, there] as const;
  };
  /** What happens to it, and what it hears, in order. */
  const lifeOf = async (bus: Bus) => {
    const life: string[] = [];
    bus.onLost(() => life.push('lost'));
    bus.onRestored(() => life.push('restored'));
    await bus.subscribe('nodes', (text) => void life.push(text.slice(0, 40)));
    return life;
  };
  /** Says it until it is heard: who has just come back may not be subscribed yet at every server. */
  const reaches = async (from: Bus, life: string[], text: string) => {
    const say = async () => {
      await from.publish('nodes', text);
      return life.includes(text);
    };
    await until(say, { what: `${text} is heard`, deadlineMs: silenceMs });
  };

  describe(`a line that goes wrong, ${kind.name}`, () => {
    test('events come once and in order, whatever is lost, doubled, late or out of order on the way', async () => {
      const [here, there] = await openNodes(kind.url(), proxy.url);
      const kept: (() => void)[] = [];
      let turn = 0;
      proxy.tamper((data, pass) => {
        turn += 1;
        if (turn % 5 === 1) return;
        if (turn % 5 === 2) pass(Buffer.concat([data, data]));
        else if (turn % 5 === 3) kept.unshift(() => pass(data));
        else {
          pass(data);
          if (turn % 5 === 0) for (const late of kept.splice(0)) late();
        }
      });
      for (let i = 0; i < 40; i += 1) {
        await here.log.write((_trx, append) => append([note(`${i}`)]));
        // Each in a piece of its own, so that whole messages are lost.
        await until(() => turn > i, { what: 'the wake-up is on its way' });
      }
      proxy.tamper(null);
      await here.log.write((_trx, append) => append([note('the last')]));
      await heardAlike(here, there, 41);
    });

    test('silence is noticed: by who speaks within some seconds, by who only listens too', async () => {
      const [listener, speaker, other] = [await join(proxy.url), await join(proxy.url), await join()];
      const [heard, spoken] = [await lifeOf(listener), await lifeOf(speaker)];
      // New connections are taken too, and nobody says a word on them.
      proxy.goSilent();
      const saidAt = performance.now();
      await speaker.publish('nodes', 'into the void');
      expect(performance.now() - saidAt).toBeLessThan(patienceMs);
      expect(spoken).toEqual(['lost']);
      let most = 0;
      const isKnown = () => {
        most = Math.max(most, proxy.connections());
        return heard.length > 0;
      };
      await until(isKnown, { what: 'the listener knows', deadlineMs: silenceMs });
      // One at a time for each, however often it was made in vain.
      expect(most).toBe(2);
      await proxy.mend();
      for (const life of [heard, spoken]) await reaches(other, life, 'the line is back');
      // What the others say may be heard a moment before it is said that they are heard again.
      const restored = () => [heard, spoken].every((life) => life.includes('restored'));
      await until(restored, { what: 'both say that the line is back' });
      for (const life of [heard, spoken]) expect(life[0]).toBe('lost');
    }, 60_000);

    test('close ends it in every state: cut, silent, and while it is made anew', async () => {
      for (const spoil of [() => proxy.cut(), async () => proxy.goSilent(), () => proxy.mend()]) {
        await proxy.mend();
        const bus = await join(proxy.url);
        const life = await lifeOf(bus);
        await spoil();
        const closedAt = performance.now();
        await bus.close();
        expect(performance.now() - closedAt).toBeLessThan(3_000);
        await proxy.mend();
        const other = await join(proxy.url);
        await reaches(other, await lifeOf(await join(proxy.url)), 'who is there');
        expect(life).not.toContain('restored');
        expect(life).not.toContain('who is there');
        await other.close();
      }
    }, 60_000);
  });

  const { server } = kind;
  const own = typeof server === 'function' ? server : null;
  const reason = typeof server === 'function' ? '' : `, skipped: ${server.skipped}`;
  describe.skipIf(!own)(`a server that goes wrong, ${kind.name}${reason}`, () => {
    test('killed and back, it carries on, and publishing meanwhile is no error', async () => {
      const [here, there] = [await join(), await join()];
      const [left, right] = [await lifeOf(here), await lifeOf(there)];
      await reaches(here, right, 'before');
      await own?.().kill();
      await here.publish('nodes', 'into the void');
      await own?.().revive();
      await reaches(here, right, 'to the right');
      await reaches(there, left, 'to the left');
      for (const life of [left, right])
        expect(life.filter((each) => /lost|restored/.test(each))).toEqual(['lost', 'restored']);
    }, 60_000);

    test('events that were written while it was dead are there when it is back', async () => {
      const [here, there] = await openNodes(kind.url(), kind.url());
      await own?.().kill();
      for (let i = 0; i < 5; i += 1) await here.log.write((_trx, append) => append([note(`${i}`)]));
      await own?.().revive();
      await heardAlike(here, there, 5);
    }, 60_000);

    test('who reads too slowly is cut off and told, and holds up nobody', async () => {
      const [here, quick, slow] = [await join(), await join(), await join(proxy.url)];
      const [atQuick, atSlow] = [await lifeOf(quick), await lifeOf(slow)];
      const goOn = proxy.stall();
      const large = 'x'.repeat(7_000);
      const floods = (life: string[]) => life.filter((text) => text.startsWith('xx')).length;
      for (let i = 0; i < flood / 50; i += 1)
        await Promise.all(Array.from({ length: 50 }, () => here.publish('nodes', large)));
      await reaches(here, atQuick, 'after the flood');
      expect(floods(atQuick)).toBe(flood);
      goOn();
      await until(() => atSlow.includes('lost'), { what: 'the slow one is told', deadlineMs: silenceMs });
      expect(floods(atSlow)).toBeLessThan(flood);
      await reaches(here, atSlow, 'as before');
    }, 60_000);
  });
}

/** Every event, once, in the order of the log. */
async function heardAlike(here: EventNode, there: EventNode, count: number): Promise<void> {
  await until(() => there.heard.length >= count, {
    what: 'the other node has heard of all',
    deadlineMs: silenceMs,
  });
  expect(there.heard).toEqual(here.heard);
  expect(there.heard).toHaveLength(count);
  expect(there.heard).toEqual([...there.heard].sort((a, b) => a - b));
}
