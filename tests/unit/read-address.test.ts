import { expect, test } from 'vitest';
import { peopleFor, readAddress } from '../../web/panels/whisper/read-address.ts';
import { createUser } from '../web/messages.ts';

const bob = createUser({ id: 2, username: 'bob', display_name: 'Robert' });
const ann = createUser({ id: 3, username: 'ann', display_name: 'Ann' });
const annMarie = createUser({ id: 4, username: 'amarie', display_name: 'Ann Marie' });
const people = [bob, ann, annMarie];

test.for([
  ['@bob hello', 'bob', 'hello'],
  ['@BOB hello', 'bob', 'hello'],
  ['@robert  hello\nyou', 'bob', 'hello\nyou'],
  ['@bob', 'bob', ''],
  ['@bob\nhello', 'bob', 'hello'],
  ['@Ann Marie hello', 'amarie', 'hello'],
  ['@Ann hello', 'ann', 'hello'],
  ['@ann @bob hello', 'ann', '@bob hello'],
] as const)('%j is for %s alone', ([written, username, text]) => {
  const draft = readAddress(written, people);
  expect([draft?.to?.username, draft?.text]).toEqual([username, text]);
});

test.for(['bob hello', ' @bob hello', 'Hi @bob ', '@bobby hello', '@bob: hello', '@', '@carol hello'])(
  '%j is for everyone',
  (written) => {
    expect(readAddress(written, people)).toBe(null);
  },
);

test('what is still being written may mean everyone whose name goes on like that', () => {
  const names = (text: string) => peopleFor(text, people).map(({ username }) => username);
  expect(names('@')).toEqual(['bob', 'ann', 'amarie']);
  expect(names('@A')).toEqual(['ann', 'amarie']);
  expect(names('@ann ')).toEqual(['amarie']);
  expect(names('@rob')).toEqual(['bob']);
  expect(names('@ann m!')).toEqual([]);
});
