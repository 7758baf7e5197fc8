import { expect, test } from 'vitest';
import { passwordProblems } from '../../api/accounts/passwords.ts';

test('a password of megabytes, beside a name of a million words, is judged at once', () => {
  const username = 'abcd '.repeat(1_000_000);
  const before = process.cpuUsage();
  passwordProblems('efgh'.repeat(1_000_000), { username, email: username });
  // It took half a minute with a fortieth of this. The time of this process alone, so that others' work does not count.
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(1000);
});

test('a name is still compared as a whole and by its words', () => {
  const similar = ['The password is too similar to the username.'];
  expect(passwordProblems('quillonby7', { username: 'quillonby' })).toEqual(similar);
  expect(passwordProblems('quillonby7', { username: 'the.quillonby.shop' })).toEqual(similar);
});
