import { gemoji } from 'gemoji';
import { expect, test } from 'vitest';
import type { Storage } from '../../web/browser/storage.ts';
import {
  codeBegun,
  type Emoji,
  emojiNamed,
  findEmoji,
  withTone,
} from '../../web/features/emoji/find-emoji.ts';
import { keepTone, keepUsed, readKept } from '../../web/features/emoji/kept-emoji.ts';
import { emojiWords } from '../../web/words/en/emoji.ts';

const { makeTable } = await import(new URL('../../esbuild.emoji.mjs', import.meta.url).href);
const table: Emoji[][] = makeTable(gemoji);
const all = table.flat();
const found = (text: string) => findEmoji(all, text, 5).map(([emoji]) => emoji);
const named = (code: string): Emoji => {
  const emoji = emojiNamed(all, code);
  if (!emoji) throw new Error(`No emoji is called ${code}.`);
  return emoji;
};

test('the table holds what the server takes as a reaction, in as many groups as have words', () => {
  expect(table).toHaveLength(emojiWords.groups.length);
  expect(all.length).toBeGreaterThan(1800);
  const oneEmoji = /^\p{RGI_Emoji}$/v;
  const toned = all.map((emoji) => withTone(emoji, 3));
  expect([...all.map(([emoji]) => emoji), ...toned].filter((emoji) => !oneEmoji.test(emoji))).toEqual([]);
  expect(toned.filter((emoji, i) => emoji !== all[i]?.[0]).length).toBeGreaterThan(200);
});

test('a word finds what is called so, then what shows it, then what is near it', () => {
  expect(found('tada')[0]).toBe('🎉');
  expect(found('joy')[0]).toBe('😂');
  expect(found('+1')[0]).toBe('👍');
  expect(found('thumbs up')[0]).toBe('👍');
  expect(found('party')).toContain('🎉');
  expect(found('  GERMANY ')).toContain('🇩🇪');
  expect(found('piz')).toContain('🍕');
  expect(found('no such thing')).toEqual([]);
  expect(found(' ')).toEqual([]);
});

test('an emoji from the keyboard is found, also one that the table does not know', () => {
  expect(found('🍜')).toEqual(['🍜']);
  expect(found('👍🏿')).toEqual(['👍🏿']);
});

test('a tone of skin goes to whom it belongs, in place of the sign that asks for colour', () => {
  expect(withTone(named('+1'), 5)).toBe('👍🏿');
  expect(withTone(named('point_up'), 1)).toBe('☝🏻');
  expect(withTone(named('woman_technologist'), 3)).toBe('👩🏽‍💻');
  expect(withTone(named('heart'), 3)).toBe('❤️');
  expect(withTone(named('+1'), 0)).toBe('👍');
});

test('a name begins behind a colon that begins a word, and no time, address or face is one', () => {
  expect(codeBegun('so :tad')).toEqual({ code: 'tad', isClosed: false, from: 3 });
  expect(codeBegun(':+1:')).toEqual({ code: '+1', isClosed: true, from: 0 });
  for (const text of ['at 10:30', 'https://ex', ':-)', ':D', ': no', 'a:tada:', ':ta da'])
    expect(codeBegun(text), text).toBeNull();
});

test('the last used ones are kept, each once and the last one first, with the tone', () => {
  const store = new Map<string, unknown>();
  const storage = {
    read: (key: string) => store.get(key),
    write: (key: string, value: unknown) => store.set(key, value),
  };
  const kept = storage as unknown as Storage;
  expect(readKept(kept)).toEqual({ recent: [], tone: 0 });
  for (const emoji of ['🍜', '👍', '🍜']) keepUsed(kept, emoji);
  keepTone(kept, 2);
  expect(readKept(kept)).toEqual({ recent: ['🍜', '👍'], tone: 2 });
  store.set('holdline.emoji', { recent: 'all', tone: 99 });
  expect(readKept(kept)).toEqual({ recent: [], tone: 0 });
});
