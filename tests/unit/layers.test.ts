import { expect, test } from 'vitest';
import { createLayers } from '../../web/store/layers.ts';
import { settled } from '../web/manual-timer.ts';

// The history of a browser, in which a step comes later than it is asked for. What people see of it is tests/web/layers.

function openAt(address: string) {
  let place = 0;
  let entries: { state: unknown; address: string }[] = [{ state: null, address }];
  const listeners = new EventTarget();
  const asked: number[] = [];
  const here = () => entries[place] ?? { state: null, address };
  const url = () => new URL(here().address, 'http://holdline');
  const history = {
    get state() {
      return here().state;
    },
    pushState(state: unknown, _: string, to = '') {
      entries = [...entries.slice(0, place + 1), { state, address: to || here().address }];
      place += 1;
    },
    replaceState(state: unknown, _: string, to = '') {
      entries[place] = { state, address: to || here().address };
    },
    go: (steps: number) => void asked.push(steps),
    back: () => void asked.push(-1),
  };
  const location = {
    get pathname() {
      return url().pathname;
    },
    get hash() {
      return url().hash;
    },
  };
  const addEventListener = listeners.addEventListener.bind(listeners);
  const layers = createLayers({ history, location, addEventListener } as unknown as Window);
  const arrived: (string | null)[] = [];
  addEventListener('popstate', () => arrived.push(layers.arrive()));
  const step = (steps: number) => {
    place += steps;
    listeners.dispatchEvent(new Event('popstate'));
  };
  return {
    layers,
    arrived,
    asked,
    addresses: () => entries.slice(0, place + 1).map((entry) => entry.address),
    /** As by the browser's own button. */
    back: () => step(-1),
    /** What was asked for comes true. */
    async arrive() {
      await settled();
      for (const steps of asked.splice(0)) step(steps);
    },
  };
}

const chat = '/chats/one/';

test('two layers that are closed at once are one step back', async () => {
  const { layers, arrive, addresses, arrived, asked } = openAt(chat);
  layers.setPanel('details');
  const ends = [layers.cover(() => {}), layers.cover(() => {})];
  expect(addresses()).toEqual([chat, `${chat}#details`, `${chat}#details`, `${chat}#details`]);
  for (const end of ends.reverse()) end();
  await settled();
  expect(asked).toEqual([-2]);
  await arrive();
  expect(addresses()).toEqual([chat, `${chat}#details`]);
  expect(arrived).toEqual([null]);
});

test('Back closes what covers the page, and then the panel', () => {
  const { layers, back, asked } = openAt(chat);
  let closed = 0;
  layers.setPanel('search');
  layers.cover(() => {
    closed += 1;
  });
  back();
  expect([closed, layers.panel.value]).toEqual([1, 'search']);
  back();
  expect([closed, layers.panel.value]).toEqual([1, null]);
  expect(asked).toEqual([]);
});

test('a panel that was opened by a link loses its name alone, and what covers it goes along', async () => {
  const { layers, arrive, addresses } = openAt(`${chat}#details`);
  layers.cover(() => {});
  layers.setPanel(null);
  await arrive();
  expect(addresses()).toEqual([chat]);
  expect(layers.panel.value).toBe(null);
});

test('who goes elsewhere while a layer is on its way out gets there, and renames what is there', async () => {
  const { layers, arrive, addresses } = openAt(chat);
  layers.cover(() => {})();
  layers.go('/chats/two/m/5/');
  layers.rename('/chats/two/');
  expect(addresses()).toEqual([chat, chat]);
  await arrive();
  expect(addresses()).toEqual([chat, '/chats/two/']);
});

test('an address that was renamed is the new one in each of its entries, also when it is renamed to itself', () => {
  const { layers, back, addresses, arrived } = openAt(chat);
  layers.setPanel('details');
  for (const path of ['/chats/two/', '/chats/three/', '/chats/three/']) layers.rename(path);
  back();
  expect(addresses()).toEqual(['/chats/three/']);
  expect(arrived).toEqual(['/chats/three/']);
});

test('the question by which one went elsewhere is nothing to come back to', () => {
  const { layers, addresses } = openAt(chat);
  layers.cover(() => {});
  layers.go('/');
  expect(addresses()).toEqual([chat, '/']);
});
