import { expect, test } from 'vitest';
import { inlineTokens } from '../../web/features/formatting/inline-tokens.ts';
import { namesPattern } from '../../web/features/formatting/mentioned-names.ts';
import type { User } from '../../web/net/wire.ts';
import { createUser } from './messages.ts';

const anna = createUser({ id: 2, username: 'anna', display_name: 'Anna Maria (she)' });
const bob = createUser({ id: 3, username: 'b.o+b-/^1', display_name: 'Bob' });

const namesIn = (text: string, mentions: readonly User[]) =>
  inlineTokens(text, namesPattern(mentions))
    .filter(({ kind }) => kind === 'mention')
    .map((token) => token.text);

test.for([
  ['by either name, in any case', '@BOB, @b.o+b-/^1', ['@BOB', '@b.o+b-/^1']],
  ['the longest that fits', 'hi @Anna Maria (she)!', ['@Anna Maria (she)']],
  ['or the shorter, where the longer one ends otherwise', '@anna maria', ['@anna']],
  ['before a face', '@bob😀', ['@bob']],
  ['but not within a word', 'mail x@bob.example', []],
  ['nor as the beginning of a longer one', '@bobby @b-o+b', []],
  ['nor anybody else', '@carol', []],
] as const)('a name in a text is found %s', ([, text, names]) => {
  expect(namesIn(text, [anna, bob])).toEqual(names);
});

test('a text of many names is read in no time', () => {
  const many = Array.from({ length: 50 }, (_, i) => createUser({ username: `${'a'.repeat(140)}${i}` }));
  expect(namesIn('@'.repeat(4000), many)).toEqual([]);
});
