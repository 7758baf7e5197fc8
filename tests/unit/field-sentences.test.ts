import { expect, test } from 'vitest';
import { passwordProblems } from '../../api/accounts/passwords.ts';
import { signUp } from '../../api/accounts/schemas.ts';
import { fieldSentence } from '../../web/words/en/fields.ts';

/** How frameworks speak of what somebody typed. */
const forPrograms = /\b(field|value|valid|credentials|numeric|contain|user with)\b/i;

/** What the API says of a sign-up. */
function saidOf(given: object): string[] {
  return signUp.safeParse(given).error?.issues.map(({ message }) => message) ?? [];
}

const ofSignUps = [
  {},
  { username: ' ', password: '' },
  { username: 'x'.repeat(151), password: 'x'.repeat(129), email: 'nowhere' },
  { username: 'two words', password: 'sky-blue-42', display_name: 'tab\u0007' },
  { username: '..', password: 'sky-blue-42' },
].flatMap(saidOf);
const ofPasswords = [
  ...passwordProblems('1234', { username: 'alice' }),
  ...passwordProblems('alice@example.org', { username: 'alice@example.org', email: 'alice@example.org' }),
];

test('whatever the API says of a sign-up is said in words for people', () => {
  const said = [...new Set([...ofSignUps, ...ofPasswords])];
  expect(said.length).toBeGreaterThan(8);
  for (const sentence of said) {
    expect(sentence, 'is what a program may look for').toMatch(/\.$/);
    expect(fieldSentence(sentence), sentence).not.toMatch(forPrograms);
  }
  expect(fieldSentence('Ensure this field has no more than 150 characters.')).toBe('At most 150 characters.');
  expect(fieldSentence('That nickname is taken.')).toBe('That nickname is taken.');
});
