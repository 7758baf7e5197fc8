import { expect, test } from 'vitest';
import { sayAloud, whisperIt } from '../../web/features/whisper/address-choice.ts';
import { nameBegun } from '../../web/features/whisper/name-list.ts';
import { nearPeople, peopleFor, readAddress, splitAddress } from '../../web/features/whisper/read-address.ts';
import { addressIn, isAloud } from '../../web/store/outbox/addressee.ts';
import { createUser } from './messages.ts';

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
  // What slips in before it, or between, without being seen.
  [' @bob hello', 'bob', 'hello'],
  ['\u200b@bob hello', 'bob', 'hello'],
  ['@ bob hello', 'bob', 'hello'],
  ['＠ｂｏｂ hello', 'bob', 'hello'],
  ['/w bob hello', 'bob', 'hello'],
  ['/W @Ann Marie hello', 'amarie', 'hello'],
] as const)('%j is for %s alone', ([written, username, text]) => {
  const draft = readAddress(written, people);
  expect([draft?.to?.username, draft?.text]).toEqual([username, text]);
});

test.for(['bob hello', 'Hi @bob ', '@bobby hello', '@bob: hello', '@', '@carol hello'])(
  '%j names nobody',
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

test('what begins with an @, seen or not, is not for everyone before that is sure', () => {
  for (const text of ['@', '@carol x', ' @x', '\u2060@x', '\ufeff@x', '＠x', '\n@x'])
    expect(addressIn(text)).not.toBe(null);
  for (const text of ['', 'x', 'a@b.c', '5 @ 3', '#@x', '/w', '/who bob', 'x /w bob'])
    expect(addressIn(text)).toBe(null);
});

test('a slip of the pen is near those whom it may mean, the likeliest first, and far from all others', () => {
  const robert = createUser({ id: 5, username: 'roberta', display_name: 'Roberta' });
  const near = (word: string) => nearPeople(word, [...people, robert]).map(({ username }) => username);
  expect(near('bob,')).toEqual(['bob']);
  expect(near('Robertt')).toEqual(['bob', 'roberta']);
  expect(near('ro')).toEqual(['bob', 'roberta']);
  expect(near('Rbert')).toEqual(['bob']);
  for (const word of ['', 'home', 'bib', '!!!', 'x'.repeat(4000)]) expect(near(word), word).toEqual([]);
});

test('what stands for a name is taken off the text', () => {
  expect(splitAddress(' @bob, see\nyou')).toEqual({ word: 'bob,', rest: 'see\nyou' });
  expect(splitAddress('@')).toEqual({ word: '', rest: '' });
});

test('a name at the beginning is a whisper or said to all by choice, there and back, and that holds while it stands', () => {
  const whisper = { text: 'come out', to: bob, named: bob };
  const aloud = sayAloud(whisper, bob);
  expect(aloud).toMatchObject({ text: '@Robert come out', to: null });
  expect(isAloud(aloud)).toBe(true);
  expect(whisperIt(aloud, bob)).toMatchObject(whisper);
  for (const text of ['come out', '@Ann come out', '@Roberta come out', ''])
    expect(isAloud({ ...aloud, text }), text).toBe(false);
});

test('a name of more words than the server looks at is said by its username', () => {
  const long = createUser({ username: 'long', display_name: 'A. B. C. D. E.' });
  expect(sayAloud({ text: 'hi', to: long }, long).text).toBe('@long hi');
});

test('a name within a text is begun behind an @ that is none of a word or a mail', () => {
  for (const [text, begun] of [
    ['see @bo', 'bo'],
    ['@bob and @Ann Ma', 'Ann Ma'],
    ['(@b', 'b'],
    ['see @', null],
    ['see @ bob', null],
    ['mail bob@ex', null],
    ['see bob', null],
    [`@${'x'.repeat(41)}`, null],
  ] as const)
    expect(nameBegun(text), text).toBe(begun);
});
