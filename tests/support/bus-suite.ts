import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Bus, maxMessageBytes, type Topic } from '../../api/bus/index.ts';
import { SoftState } from '../../api/bus/soft-state.ts';
import { maxNewsBytes, openWakeups } from '../../api/bus/wakeups.ts';
import { until } from './until.ts';

/** A way for nodes to hear of each other. */
export interface BusKind {
  name: string;
  /** One more node beside those that have joined. */
  join(): Promise<Bus>;
  /** Breaks every line at once, as a failing network does; or why that can't be. */
  interrupt: (() => Promise<unknown>) | { skipped: string };
}

/** What api/bus/index.ts promises, and what wake-ups and soft state make of it, held to one kind. */
export function busSuite(kind: BusKind): void {
  const joined: Bus[] = [];
  const join = async () => {
    const bus = await kind.join();
    joined.push(bus);
    return bus;
  };
  afterEach(async () => {
    await Promise.all(joined.splice(0).map((bus) => bus.close()));
  });

  /** All that is heard there, in order. */
  const heardBy = async (bus: Bus, topic: Topic = 'nodes') => {
    const heard: string[] = [];
    await bus.subscribe(topic, (text) => void heard.push(text));
    return heard;
  };

  describe(`the bus, ${kind.name}`, () => {
    test('tells every listener of every other node, word for word', async () => {
      const [here, there, elsewhere] = [await join(), await join(), await join()];
      const all = [await heardBy(there), await heardBy(there), await heardBy(elsewhere)];
      const said = [
        'plain',
        '',
        'an \'apostrophe\', a "quote", a \\ and a $1',
        'ħéllo 你好 👩‍👩‍👧',
        '{"a":[1,2]}\r\n',
      ];
      for (const text of said) await here.publish('nodes', text);
      await until(() => all.every((heard) => heard.length === said.length), { what: 'all is heard' });
      for (const heard of all) expect(heard).toEqual(said);
    });

    test('keeps topics apart', async () => {
      const [here, there] = [await join(), await join()];
      const [log, nodes] = [await heardBy(there, 'log'), await heardBy(there, 'nodes')];
      await here.publish('log', 'of the log');
      await here.publish('nodes', 'of nodes');
      await until(() => log.length + nodes.length === 2, { what: 'both are heard' });
      expect([log, nodes]).toEqual([['of the log'], ['of nodes']]);
    });

    test('calls nobody before publish returns', async () => {
      const [here, there] = [await join(), await join()];
      const heard = await heardBy(there);
      const published = here.publish('nodes', 'now');
      expect(heard).toEqual([]);
      await published;
      await until(() => heard.length === 1, { what: 'it is heard' });
    });

    test('keeps the order in which one node says one thing after the other', async () => {
      const [here, there] = [await join(), await join()];
      const heard = await heardBy(there);
      const said = Array.from({ length: 200 }, (_, i) => `${i}`);
      for (const text of said) await here.publish('nodes', text);
      await until(() => heard.length === said.length, { what: 'all is heard' });
      expect(heard).toEqual(said);
    });

    test('carries what is as large as it may be, and refuses what is larger or has a NUL in it', async () => {
      const [here, there] = [await join(), await join()];
      const heard = await heardBy(there);
      const largest = `${'é'.repeat(maxMessageBytes / 2 - 1)}ab`;
      expect(Buffer.byteLength(largest)).toBe(maxMessageBytes);
      await here.publish('nodes', largest);
      await expect(here.publish('nodes', `${largest}c`)).rejects.toThrow(RangeError);
      await expect(here.publish('nodes', 'a\0b')).rejects.toThrow(RangeError);
      await here.publish('nodes', 'the last');
      await until(() => heard.length === 2, { what: 'what was taken is heard' });
      expect(heard).toEqual([largest, 'the last']);
    });

    test('knows that there are others', async () => {
      const here = await join();
      await join();
      expect(here.hasOthers).toBe(true);
    });

    test('ends with close, on both sides, and harms nobody who stays', async () => {
      const [here, gone, there] = [await join(), await join(), await join()];
      const [heardGone, heard] = [await heardBy(gone), await heardBy(there)];
      await gone.close();
      await gone.publish('nodes', 'from the grave');
      await here.publish('nodes', 'to the living');
      await until(() => heard.length > 0, { what: 'who is still there hears it' });
      expect([heardGone, heard]).toEqual([[], ['to the living']]);
    });
  });

  describe(`wake-ups over the bus, ${kind.name}`, () => {
    test('go both ways, and wake nobody who sent them', async () => {
      const [first, second] = [await join(), await join()];
      const [here, there] = [await openWakeups(first), await openWakeups(second)];
      const [wakesHere, wakesThere] = [wakesOf(here), wakesOf(there)];
      const heard = await heardBy(first);
      here.notify();
      await until(() => wakesThere() > 0, { what: 'the other is woken' });
      there.notify();
      // Behind all of it, also behind what comes back to the first, if anything does.
      await second.publish('nodes', 'over');
      await until(() => heard.length > 0, { what: 'the first has heard of all of it' });
      expect([wakesHere(), wakesThere()]).toEqual([1, 1]);
    });

    test('carry what is new, word for word, or nothing', async () => {
      const [here, there] = [await openWakeups(await join()), await openWakeups(await join())];
      const heard: (string | null)[] = [];
      there.onWake((news) => void heard.push(news));
      const largest = 'x'.repeat(maxNewsBytes);
      here.notify(['news.of/some+kind=', largest, null]);
      await until(() => heard.length === 3, { what: 'all of it is heard' });
      expect(heard).toEqual(['news.of/some+kind=', largest, null]);
    });

    test('may be fewer than the calls, but one comes after the last', async () => {
      const [here, there] = [await openWakeups(await join()), await openWakeups(await join())];
      let written = 0;
      let seen = 0;
      let wakes = 0;
      there.onWake(() => {
        wakes += 1;
        seen = written;
      });
      for (let burst = 0; burst < 20; burst += 1) {
        for (let i = 0; i < 50; i += 1) {
          written += 1;
          here.notify();
        }
        if (burst % 3 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      await until(() => seen === written, { what: 'the last of 1000 is heard of' });
      expect(wakes).toBeLessThanOrEqual(written);
    });
  });

  describe(`soft state over the bus, ${kind.name}`, () => {
    const shape = z.tuple([z.int(), z.string()]);

    test('tells the others who said what, in as many messages as it needs, and not oneself', async () => {
      const [here, there] = [
        await SoftState.open(await join(), 'here'),
        await SoftState.open(await join(), 'there'),
      ];
      const heard: [string, number][] = [];
      there.kind('seen', shape).onHeard((from, items) => {
        for (const [id] of items) heard.push([from, id]);
      });
      const ownWords: unknown[] = [];
      const seen = here.kind('seen', shape);
      seen.onHeard((_from, items) => ownWords.push(...items));
      // Some twenty messages of the largest size.
      for (let id = 0; id < 500; id += 1) seen.say(id, 'x'.repeat(300));
      await here.flush();
      await until(() => heard.length === 500, { what: 'all is heard' });
      expect(heard).toEqual(Array.from({ length: 500 }, (_, id) => ['here', id]));
      expect(ownWords).toEqual([]);
      await here.leave();
      await there.leave();
    });

    test('says goodbye', async () => {
      const [here, there] = [
        await SoftState.open(await join(), 'here'),
        await SoftState.open(await join(), 'there'),
      ];
      const gone: string[] = [];
      there.onBye((from) => gone.push(from));
      await here.leave();
      await until(() => gone.length > 0, { what: 'the goodbye is heard' });
      expect(gone).toEqual(['here']);
      await there.leave();
    });
  });

  const { interrupt } = kind;
  const reason = typeof interrupt === 'function' ? '' : `, skipped: ${interrupt.skipped}`;
  describe.skipIf(typeof interrupt !== 'function')(`when every line breaks, ${kind.name}${reason}`, () => {
    const breakAll = async () => {
      if (typeof interrupt === 'function') await interrupt();
    };

    test('each node is told that it is lost and that it is back, and publishing meanwhile is no error', async () => {
      const bus = await join();
      const told: string[] = [];
      bus.onLost(() => told.push(`lost, up: ${bus.isUp}`));
      bus.onRestored(() => told.push(`restored, up: ${bus.isUp}`));
      await breakAll();
      await bus.publish('nodes', 'into the void');
      await until(() => told.length === 2, { what: 'it is back' });
      expect(told).toEqual(['lost, up: false', 'restored, up: true']);
    });

    test('what was subscribed goes on, as often as it happens, also what was subscribed meanwhile', async () => {
      const [here, there] = [await join(), await join()];
      const heard = await heardBy(there);
      let back = 0;
      for (const bus of [here, there]) bus.onRestored(() => (back += 1));
      for (let round = 1; round <= 3; round += 1) {
        await breakAll();
        const meanwhile = await heardBy(there, 'log');
        await until(() => back === 2 * round, { what: 'both are back' });
        await here.publish('nodes', `${round}`);
        await here.publish('log', `${round}`);
        await until(() => heard.at(-1) === `${round}` && meanwhile.length === 1, { what: 'both are heard' });
      }
    });

    test('each node is woken when it is back, because it may have missed anything', async () => {
      const wakes = wakesOf(await openWakeups(await join()));
      expect(wakes()).toBe(0);
      await breakAll();
      await until(() => wakes() > 0, { what: 'a wake-up after the reconnect' });
    });

    test('what is so is said again when it is back', async () => {
      const state = await SoftState.open(await join(), 'here');
      const announced: string[] = [];
      state.onAnnounce(() => [announced.push('it')]);
      await breakAll();
      await until(() => announced.length > 0, { what: 'it is announced' });
      await state.leave();
    });
  });
}

/** Counts how often this node is woken. */
function wakesOf(node: { onWake(listener: () => void): void }): () => number {
  let wakes = 0;
  node.onWake(() => (wakes += 1));
  return () => wakes;
}
