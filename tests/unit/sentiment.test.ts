import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { SentimentIntensityAnalyzer } from 'vader-sentiment';
import { describe, expect, test } from 'vitest';
import { scorePolarity } from '../../api/messages/sentiment.ts';
import { anyText } from '../support/any-text.ts';

// The library splits a text into words by itself; we do it for it, and all that it says of a text has to stay.

const require = createRequire(import.meta.url);
const { lexicon } = require('vader-sentiment/src/vader_lexicon.js') as { lexicon: Record<string, number> };
const source = readFileSync(require.resolve('vader-sentiment/src/vaderSentiment.js'), 'utf8');

/** The texts in one of the library's lists. */
function listed(name: string): string[] {
  const [, list = ''] = new RegExp(`${name} = [[{]([^]*?)[\\]}];`).exec(source) ?? [];
  const quoted = /'([^'\n]+)'|"([^"\n]+)"|^ +(\w+):/gm;
  return [...list.matchAll(quoted)].map(([, single, double, key]) => single ?? double ?? key ?? '');
}

const marks = listed('PUNC_LIST');
const negations = listed('NEGATE');
const boosters = listed('BOOSTER_DICT');
const idioms = listed('SPECIAL_CASE_IDIOMS');

const from = (words: readonly string[]) => fc.constantFrom(...words);
const plain = from([
  'the',
  'table',
  'of',
  'kind',
  'at',
  'least',
  'very',
  'this',
  'so',
  'never',
  'I',
  'x',
  'без',
  '机',
]);
const strange = from([
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '😀',
  '😭😭',
  ':)',
  ':-(',
  '<3',
  "'",
  '"',
  '!?',
  '()',
  'ﬁne',
]);
const word = fc.oneof(
  { weight: 6, arbitrary: from(Object.keys(lexicon)) },
  { weight: 3, arbitrary: plain },
  { weight: 2, arbitrary: from(boosters) },
  { weight: 2, arbitrary: from(negations) },
  { weight: 1, arbitrary: from(idioms) },
  { weight: 1, arbitrary: from(['but', 'BUT', 'But']) },
  { weight: 1, arbitrary: strange },
  { weight: 1, arbitrary: anyText(6) },
);
const cased = fc
  .tuple(word, fc.nat(5))
  .map(([text, shout]) => (shout === 0 ? text.toUpperCase() : shout === 1 ? capital(text) : text));
const attached = fc.oneof(
  { weight: 5, arbitrary: fc.constant('') },
  { weight: 3, arbitrary: from(marks) },
  { weight: 1, arbitrary: from(['!!!!', '...', '?!', '(', ')', '*', '_', '!,', '—', '…']) },
);
const token = fc.tuple(attached, cased, attached).map((parts) => parts.join(''));
const space = from([' ', ' ', ' ', ' ', '\n', '  ', '\t', '\u00a0', '\u2028', '']);
const text = fc.array(fc.tuple(token, space), { maxLength: 14 }).map((pairs) => pairs.flat().join(''));

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

const byTheLibrary = (text: string) =>
  SentimentIntensityAnalyzer.polarity_scores(text.slice(0, 1000)).compound;

describe('the score of a text', () => {
  test('is the library’s own, whatever the text', () => {
    let laden = 0;
    fc.assert(
      fc.property(text, (text) => {
        const score = scorePolarity(text);
        if (score !== 0) laden += 1;
        expect(score).toBe(byTheLibrary(text));
      }),
      { numRuns: 2000 },
    );
    // Else it would have been about nothing.
    expect(laden).toBeGreaterThan(1000);
  });

  test('is the library’s own for each of its words, with each mark at it', () => {
    const words = [...new Set([...boosters, ...negations, ...idioms, 'good', 'kind', 'of', 'wow', 'x'])];
    expect(words.length).toBeGreaterThan(120);
    expect(marks).toHaveLength(17);
    const sentences = words.flatMap((each) =>
      marks.flatMap((mark) => [
        `${mark}${each} good`,
        `a ${each}${mark} BAD day`,
        `${mark}${each}${mark} kind of nice`,
      ]),
    );
    for (const each of [...sentences, ...Object.keys(lexicon)])
      expect([each, scorePolarity(each)]).toEqual([each, byTheLibrary(each)]);
  });
});
