import { describe, expect, test } from 'vitest';
import { indexEntry, searchTerms } from '../../api/db/search-words.ts';

const stored = (text: string) => indexEntry(7, text).split(' ').filter(Boolean);
/** As the databases do it. */
function finds(search: string, text: string): boolean {
  const words = stored(text);
  return searchTerms(7, search).every(({ word, isPrefix }) =>
    words.some((each) => (isPrefix ? each.startsWith(word) : each === word)),
  );
}

describe('the words of a text', () => {
  test('are its letters and digits in lower case, each once, with their chat', () => {
    expect(indexEntry(7, 'Tea, TEA & 2 biscuits!')).toBe('7xtea 7x2 7xbiscuits');
  });

  test('are none in what is only punctuation, spaces or emoji', () => {
    for (const text of ['', ' ', '?!', '"*" -- ()', '👍🏽', '…']) expect(stored(text), text).toEqual([]);
    expect(searchTerms(7, '"*" AND:')).toEqual([{ word: '7xand', isPrefix: true }]);
    expect(searchTerms(7, '*')).toEqual([]);
  });

  test('hold nothing but letters, digits and marks, whatever the text is', () => {
    const text = `"a'b\\c:d&e|f!g(h)i<j>k*l^m{n}o+p-q~r;s%t\u0000u\u2028v\ud83dw`;
    for (const word of stored(text)) expect(word).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
    expect(stored(text)).toHaveLength(23);
  });

  test('are of a bounded length, and a long one is still found whole', () => {
    const long = 'x'.repeat(100) + 'é'.repeat(100);
    expect(Math.max(...stored(long).map((word) => word.length))).toBeLessThanOrEqual('7x'.length + 64);
    expect(finds(long, `before ${long} after`)).toBe(true);
    expect(finds(`${long}y`, `before ${long} after`)).toBe(false);
  });
});

describe('a search', () => {
  test.for([
    ['hello', 'Hello there'],
    ['the hel', 'Hello there, the end'],
    ['cafe', 'Un CAFÉ, s’il vous plaît'],
    ['café', 'cafe'],
    ['plait cafe', 'Un CAFÉ, s’il vous plaît'],
    ['ångström', 'A\u030angstro\u0308m'],
    ['straße', 'Die Straße'],
    ['ЁЛКА', 'ёлка'],
    ['елка', 'Ёлка'],
    ['ﬁnal', 'FINAL'],
    ['한국', '한국어를 배워요'],
    ['京', '東京タワー'],
    ['東京', '私は東京タワーに行く'],
    ['東京 tower', 'Tower of 東京'],
    ['タワー', '東京タワー'],
    ['tower', '東京Tower'],
    ['สวัส', 'ครับสวัสดี'],
    ['हिन्दी', 'यह हिन्दी है'],
    ['don’t', "don't"],
    ['example', 'see example.com/path'],
    ['path', 'see example.com/path'],
  ] as const)('for %s finds %s', ([search, text]) => {
    expect(finds(search, text)).toBe(true);
  });

  test.for([
    ['hel there', 'Hello there'],
    ['ello', 'Hello there'],
    ['hello friend', 'Hello there'],
    ['京東', '東京タワー'],
    ['北京', '東京タワー'],
    ['हनद', 'यह हिन्दी है'],
  ] as const)('for %s does not find %s', ([search, text]) => {
    expect(finds(search, text)).toBe(false);
  });

  test('in one chat finds nothing of another whose number begins alike', () => {
    const [term] = searchTerms(1, '2');
    expect(indexEntry(12, '2 22')).not.toContain(term?.word);
    expect(indexEntry(1, '2')).toBe(term?.word);
  });
});
