import { expect, test } from 'vitest';
import type { Storage } from '../../web/browser/storage.ts';
import { keepPreferences } from '../../web/store/preferences.ts';

const untouched = { theme: 'system', enterKey: 'device', moods: 'telling', notifies: false, sounds: false };

/** One browser's storage, with what other tabs do to it. */
function createStorage(kept: unknown) {
  const listeners: (() => void)[] = [];
  const storage: Storage = {
    read: () => kept,
    write(_key, value) {
      kept = value;
      return true;
    },
    watch: (_key, onChange) => void listeners.push(onChange),
  };
  const writeElsewhere = (value: unknown) => {
    kept = value;
    for (const onChange of listeners) onChange();
  };
  return { storage, writeElsewhere };
}

test.for([
  null,
  undefined,
  7,
  'dark',
  [],
  { theme: 'pink', enterKey: 'rings', moods: true, notifies: 'yes', sounds: 1 },
])('when %j is kept, everything is as for someone who is new', (kept) => {
  expect(keepPreferences(createStorage(kept).storage).now.value).toEqual(untouched);
});

test('what is changed is kept for the next time, and the rest with it', () => {
  const { storage } = createStorage({ theme: 'dark' });
  keepPreferences(storage).change({ sounds: true });
  expect(keepPreferences(storage).now.value).toEqual({ ...untouched, theme: 'dark', sounds: true });
});

test('what another tab changes holds here at once, and all is forgotten when it clears everything', () => {
  const { storage, writeElsewhere } = createStorage(null);
  const preferences = keepPreferences(storage);
  writeElsewhere({ theme: 'light', notifies: true, sounds: false });
  expect(preferences.now.value).toEqual({ ...untouched, theme: 'light', notifies: true });
  writeElsewhere(null);
  expect(preferences.now.value).toEqual(untouched);
});

test('where nothing can be kept, a choice holds as long as the page', () => {
  const preferences = keepPreferences({ read: () => undefined, write: () => false, watch: () => {} });
  preferences.change({ theme: 'dark' });
  expect(preferences.now.value.theme).toBe('dark');
});
