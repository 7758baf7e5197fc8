import { signal } from '@preact/signals-core';
import { describe, expect, test } from 'vitest';
import type { Storage } from '../../web/browser/storage.ts';
import { keepOutbox } from '../../web/store/outbox/kept-outbox.ts';
import {
  add,
  imagesOf,
  markFailed,
  markSending,
  nextToSend,
  type Outgoing,
  parseOutbox,
  settle,
} from '../../web/store/outbox/outbox.ts';
import { createState } from '../../web/store/state.ts';
import { problemText } from '../../web/words/en/problems.ts';
import { createMessage, createUser } from './messages.ts';

const outgoing = (clientId: string, changes: Partial<Outgoing> = {}): Outgoing => ({
  clientId,
  uri: 'chat',
  text: `Text of ${clientId}`,
  authorId: 1,
  writtenAt: '2026-11-21T09:00:00.000Z',
  to: null,
  state: 'sending',
  reason: null,
  ...changes,
});

/** One browser's storage, for as many tabs as a test needs. */
function createBrowser() {
  const kept = new Map<string, string>();
  const watchers = new Map<string, (() => void)[]>();
  const isFull = signal(false);
  const openTab = () => {
    const own: (() => void)[] = [];
    const storage: Storage = {
      read: (key) => JSON.parse(kept.get(key) ?? 'null'),
      write(key, value) {
        if (isFull.value) return false;
        kept.set(key, JSON.stringify(value));
        for (const onChange of watchers.get(key) ?? []) if (!own.includes(onChange)) onChange();
        return true;
      },
      watch(key, onChange) {
        own.push(onChange);
        watchers.set(key, [...(watchers.get(key) ?? []), onChange]);
      },
    };
    const state = createState({ session: null, end: null, path: '/', isOwnStep: true });
    return { state, outbox: keepOutbox(state, storage) };
  };
  return { kept, isFull, openTab };
}

describe('the outbox', () => {
  test('is sent in the order in which it was written, past what was refused', () => {
    const box = [outgoing('a'), outgoing('b'), outgoing('c')];
    expect(nextToSend(box, false)?.clientId).toBe('a');
    const refused = markFailed(box, 'a', 'not_allowed');
    expect(nextToSend(refused, false)?.clientId).toBe('b');
    expect(markSending(refused, 'a').map(({ clientId }) => clientId)).toEqual(['b', 'c', 'a']);
  });

  test('lets go of what the server holds, and of nothing else', () => {
    const box = [outgoing('a'), outgoing('b')];
    expect(settle(box, [createMessage({ client_id: 'a' })])).toEqual([outgoing('b')]);
  });

  test('is not fooled by the same key of someone else', () => {
    const box = [outgoing('a')];
    expect(settle(box, [createMessage({ client_id: 'a', user: createUser({ id: 2 }) })])).toBe(box);
  });

  test('keeps the key from failure to retry', () => {
    const [retried] = markSending(markFailed([outgoing('a')], 'a', 'refused'), 'a');
    expect(retried).toEqual(outgoing('a'));
  });

  test('what does not say whether it is a whisper is not taken for a message to everyone', () => {
    const { to, ...unclear } = outgoing('a');
    expect(parseOutbox([unclear])).toBe(null);
    expect(parseOutbox([{ ...unclear, to: {} }])).toBe(null);
    expect(parseOutbox([{ ...unclear, to }])).toEqual([outgoing('a')]);
  });

  test('keeps why a message was refused as a code, whatever an older page had written there', () => {
    const [refused] = markFailed([outgoing('a')], 'a', 'blocked');
    expect(parseOutbox(JSON.parse(JSON.stringify([refused])))).toEqual([refused]);
    const older = { ...refused, reason: 'You can’t reach this person.' };
    const [read] = parseOutbox([older]) ?? [];
    expect(problemText({ code: read?.reason ?? 'busy' })).toBe(problemText({ code: 'refused' }));
    expect(parseOutbox([outgoing('b')])).toEqual([outgoing('b')]);
  });

  test('has a lane for images and one for all else, each in its own order', () => {
    const image = { width: 4, height: 3, isKept: true };
    const box = [outgoing('a', { image }), outgoing('b'), outgoing('c', { image }), outgoing('d')];
    expect(nextToSend(box, true)?.clientId).toBe('a');
    expect(nextToSend(box, false)?.clientId).toBe('b');
    expect(nextToSend(markFailed(box, 'a', 'not_allowed'), true)?.clientId).toBe('c');
  });

  test('knows the images of a message, also as a page of before kept the one that it had', () => {
    const image = { width: 4, height: 3, isKept: true };
    expect(imagesOf(outgoing('a'))).toEqual([]);
    expect(imagesOf(outgoing('a', { image }))).toEqual([{ ...image, key: 'a' }]);
    const images = ['b', 'c'].map((key) => ({ ...image, key }));
    expect(imagesOf(outgoing('a', { image, images }))).toEqual(images);
  });

  test('an image that the browser does not keep stays where it was chosen, and is not promised to a reload', () => {
    const browser = createBrowser();
    const [one, two] = [browser.openTab(), browser.openTab()];
    for (const tab of [one, two]) tab.outbox.load(1);
    const image = { width: 4, height: 3, isKept: false };
    one.outbox.change((box) => add(add(box, outgoing('a', { image })), outgoing('b')));
    two.outbox.change((box) => add(box, outgoing('c')));
    const idsOf = (tab: typeof one) => tab.state.outbox.value.map(({ clientId }) => clientId).sort();
    expect(idsOf(one)).toEqual(['a', 'b', 'c']);
    expect(idsOf(two)).toEqual(['b', 'c']);
  });

  test.for([[undefined], ['text'], [[{ clientId: 1 }]], [[null]], [{ length: 1 }]])(
    'what was not written by us is not taken: %j',
    ([kept]) => {
      expect(parseOutbox(kept)).toBe(null);
    },
  );

  test('comes back after a reload, to its author alone', () => {
    const browser = createBrowser();
    const before = browser.openTab();
    before.outbox.load(1);
    before.outbox.change((box) => add(box, outgoing('a')));
    const reloaded = browser.openTab();
    reloaded.outbox.load(2);
    expect(reloaded.state.outbox.value).toEqual([]);
    reloaded.outbox.load(1);
    expect(reloaded.state.outbox.value).toEqual([outgoing('a')]);
  });

  test('is the same in two tabs, also when both write', () => {
    const browser = createBrowser();
    const [one, two] = [browser.openTab(), browser.openTab()];
    for (const tab of [one, two]) tab.outbox.load(1);
    one.outbox.change((box) => add(box, outgoing('a')));
    two.outbox.change((box) => add(box, outgoing('b')));
    for (const tab of [one, two])
      expect(tab.state.outbox.value.map(({ clientId }) => clientId)).toEqual(['a', 'b']);
  });

  test('loses nothing when the storage is full, and keeps no more than a hundred', () => {
    const browser = createBrowser();
    const tab = browser.openTab();
    tab.outbox.load(1);
    for (let count = 0; count < 120; count++) tab.outbox.change((box) => add(box, outgoing(`m${count}`)));
    expect(tab.state.outbox.value).toHaveLength(120);
    expect(JSON.parse(browser.kept.get('holdline.unsent.1') ?? '')).toHaveLength(100);
    browser.isFull.value = true;
    tab.outbox.change((box) => add(box, outgoing('last')));
    expect(tab.state.outbox.value).toHaveLength(121);
  });

  test('is gone from the machine when it is forgotten', () => {
    const browser = createBrowser();
    const tab = browser.openTab();
    tab.outbox.load(1);
    tab.outbox.change((box) => add(box, outgoing('a')));
    tab.outbox.forget();
    expect([...browser.kept.values()]).toEqual(['null']);
    expect(tab.state.outbox.value).toEqual([]);
  });
});
