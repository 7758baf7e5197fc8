import { expect, test } from 'vitest';
import { splitAtNames } from '../../web/features/talk/mentioned-names.ts';
import { createUser } from './messages.ts';

const anna = createUser({ id: 2, username: 'anna', display_name: 'Anna Maria (she)' });
const bob = createUser({ id: 3, username: 'b.o+b-/^1', display_name: 'Bob' });

test.for([
  ['by either name, in any case', '@BOB, @b.o+b-/^1', ['', '@BOB', ', ', '@b.o+b-/^1', '']],
  ['the longest that fits', 'hi @Anna Maria (she)!', ['hi ', '@Anna Maria (she)', '!']],
  ['or the shorter, where the longer one ends otherwise', '@anna maria', ['', '@anna', ' maria']],
  ['before a face', '@bob😀', ['', '@bob', '😀']],
  ['but not within a word', 'mail x@bob.example', ['mail x@bob.example']],
  ['nor as the beginning of a longer one', '@bobby @b-o+b', ['@bobby @b-o+b']],
  ['nor anybody else', '@carol', ['@carol']],
] as const)('a name in a text is found %s', ([, text, parts]) => {
  expect(splitAtNames(text, [anna, bob])).toEqual(parts);
});

test('a text of many names is split in no time', () => {
  const many = Array.from({ length: 50 }, (_, i) => createUser({ username: `${'a'.repeat(140)}${i}` }));
  expect(splitAtNames('@'.repeat(4000), many)).toHaveLength(1);
});
