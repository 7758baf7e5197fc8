import { describe, expect, test } from 'vitest';
import { markWords } from '../../web/features/search/mark-words.ts';

const marked = (text: string, search: string) =>
  markWords(text, search)
    .filter((piece) => piece.isMarked)
    .map((piece) => piece.text);

describe('marked are', () => {
  test.for([
    ['Tea for two, and a teapot', 'tea', ['Tea', 'tea']],
    ['Instead of tea', 'TEA of', ['of', 'tea']],
    ['Im Café, im cafe\u0301', 'cafe', ['Café', 'cafe\u0301']],
    ['東京へ行く', '京', ['京']],
    ['Nothing here', 'tea', []],
  ] as const)('in %j, for %j: %j', ([text, search, expected]) => {
    expect(marked(text, search)).toEqual(expected);
    expect(
      markWords(text, search)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });
});
