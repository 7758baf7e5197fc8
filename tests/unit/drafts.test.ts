import { expect, test } from 'vitest';
import type { Storage } from '../../web/browser/storage.ts';
import { keepDrafts } from '../../web/store/outbox/kept-drafts.ts';
import { createState } from '../../web/store/state.ts';

const bob = { username: 'bob', display_name: 'Bob' };

/** One browser's storage, for as many tabs as a test needs; a tab hears nothing of the others. */
function createBrowser() {
  const kept = new Map<string, unknown>();
  let isFull = false;
  const openTab = (userId: number) => {
    const storage: Storage = {
      read: (key) => structuredClone(kept.get(key) ?? null),
      write(key, value) {
        if (isFull) return false;
        if (value === null) kept.delete(key);
        else kept.set(key, structuredClone(value));
        return true;
      },
      watch: () => {},
    };
    const state = createState({ session: null, end: null, path: '/', isOwnStep: true });
    const drafts = keepDrafts(state, storage);
    drafts.load(userId);
    return { ...drafts, in: (uri: string) => state.drafts.value.get(uri), all: () => state.drafts.value };
  };
  return {
    kept,
    openTab,
    fill: () => {
      isFull = true;
    },
  };
}

test('what was begun comes back after a reload, with whom it is for, to its author alone', () => {
  const browser = createBrowser();
  const tab = browser.openTab(1);
  tab.change('garden', { text: 'half a thought' });
  tab.change('garden', { to: bob });
  expect(browser.openTab(1).in('garden')).toMatchObject({ text: 'half a thought', to: bob });
  expect(browser.openTab(2).in('garden')).toBeUndefined();
});

test('what is empty is no draft, but for whom it would be for, or what it would answer', () => {
  const browser = createBrowser();
  const tab = browser.openTab(1);
  tab.change('garden', { to: bob });
  expect(browser.openTab(1).in('garden')).toMatchObject({ text: '', to: bob });
  tab.change('garden', { to: null, replyTo: 7 });
  expect(browser.openTab(1).in('garden')).toMatchObject({ text: '', replyTo: 7 });
  tab.change('garden', { replyTo: null });
  expect(tab.all().size).toBe(0);
  expect(browser.kept.size).toBe(0);
});

test('images that were chosen stay with it, whatever is begun elsewhere, and over a reload', () => {
  const browser = createBrowser();
  const tab = browser.openTab(1);
  const image = { key: 'a', name: 'hut.png', bytes: 9, width: 4, height: 3, isKept: true };
  tab.change('garden', { images: [image] });
  tab.change('hall', { text: 'words' });
  expect(tab.in('garden')?.images).toEqual([image]);
  expect(browser.openTab(1).in('garden')?.images).toEqual([image]);
  tab.change('garden', { images: [] });
  expect(browser.openTab(1).in('garden')).toBeUndefined();
});

test('two tabs that write in different chats lose nothing of each other', () => {
  const browser = createBrowser();
  const [one, two] = [browser.openTab(1), browser.openTab(1)];
  one.change('garden', { text: 'in the one' });
  two.change('kitchen', { text: 'in the other' });
  one.change('garden', { text: 'in the one, and on' });
  const after = browser.openTab(1);
  expect(after.in('garden')?.text).toBe('in the one, and on');
  expect(after.in('kitchen')?.text).toBe('in the other');
});

test('the twenty that were written last are kept', () => {
  const browser = createBrowser();
  const tab = browser.openTab(1);
  for (let i = 0; i < 21; i++) tab.change(`chat-${i}`, { text: `text ${i}` });
  tab.change('chat-1', { text: 'and on' });
  const after = browser.openTab(1);
  expect(after.all().size).toBe(20);
  expect(after.in('chat-0')).toBeUndefined();
  expect(after.in('chat-1')?.text).toBe('and on');
});

test('a chat’s new address takes its draft along, over what stands there', () => {
  const tab = createBrowser().openTab(1);
  tab.change('garden', { text: 'half a thought', to: bob });
  tab.move('garden', 'garden-2');
  expect(tab.in('garden')).toBeUndefined();
  expect(tab.in('garden-2')).toMatchObject({ text: 'half a thought', to: bob });
  tab.move('nowhere', 'garden-2');
  expect(tab.in('garden-2')?.text).toBe('half a thought');
});

test('where the browser keeps nothing a draft lasts as long as the page, and no older one comes back', () => {
  const browser = createBrowser();
  const tab = browser.openTab(1);
  tab.change('garden', { text: 'kept' });
  browser.fill();
  tab.change('garden', { text: 'kept no more' });
  tab.change('kitchen', { text: 'another' });
  expect(tab.in('garden')?.text).toBe('kept no more');
  expect(tab.in('kitchen')?.text).toBe('another');
});

test('someone else’s page begins empty, and one’s own second look adds to what one has', () => {
  const browser = createBrowser();
  const tab = browser.openTab(1);
  tab.change('garden', { text: 'of one' });
  tab.load(2);
  expect(tab.all().size).toBe(0);
  tab.change('garden', { text: 'of two' });
  tab.load(1);
  expect(tab.in('garden')?.text).toBe('of one');
});

test('when it is forgotten nothing stays, and nothing that is written then is kept for anyone', () => {
  const browser = createBrowser();
  const tab = browser.openTab(1);
  tab.change('garden', { text: 'half a thought' });
  tab.forget();
  expect(tab.all().size).toBe(0);
  expect(browser.kept.size).toBe(0);
  tab.change('garden', { text: 'after the end' });
  expect(browser.kept.size).toBe(0);
});

test('what was not written by us is not taken, least of all what does not say whom it is for', () => {
  const browser = createBrowser();
  for (const kept of [
    'text',
    [['garden']],
    [['garden', { text: 1, to: null }]],
    [['garden', { text: 'x' }]],
  ]) {
    browser.kept.set('holdline.drafts.1', kept);
    expect(browser.openTab(1).all().size).toBe(0);
  }
});
