import { expect, test } from 'vitest';
import { namesIn } from '../../api/messages/mentions/names-in.ts';

test.for([
  ['anywhere in the text', 'well, @bob', [['bob']]],
  ['in any case of letters', '@BoB', [['bob']]],
  ['with what follows it, as a name may have several words', '@Anna Maria', [['anna', 'anna maria']]],
  [
    'before a mark, a sign or a face',
    '(@bob) @bob😀',
    [
      ['bob', 'bob)', 'bob) ', 'bob) @bob', 'bob) @bob😀'],
      ['bob', 'bob😀'],
    ],
  ],
  ['whose own signs are an end as well', '@b.o-b', [['b', 'b.o', 'b.o-b']]],
  ['but not in the address of a mail', 'to bob@example.org', []],
  ['nor in a link', 'https://example.org/@bob', []],
  ['nor where nothing stands behind it', 'me @ home, @', []],
] as const)('a name is looked for behind an @, %s', ([, text, names]) => {
  expect(namesIn(text)).toEqual(names);
});

test.for([
  ['an @ after the other', '@ '.repeat(2000)],
  ['an @ at every sign', '@,'.repeat(2000)],
  ['a name at every word', '@a '.repeat(1333)],
  ['one endless word', `@${'a'.repeat(3999)}`],
  ['one endless link', `https://${'@'.repeat(3990)}`],
] as const)('of a text with %s few names are looked up', ([, text]) => {
  const names = namesIn(text);
  expect(names.length).toBeLessThanOrEqual(50);
  expect(new Set(names.flat()).size).toBeLessThanOrEqual(400);
});
