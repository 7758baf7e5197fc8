import { expect, test } from 'vitest';
import { scorePolarity } from '../../api/messages/sentiment.ts';

/** As many different words as a message can have. */
const words = Array.from({ length: 2000 }, (_, i) => i.toString(36));

/** Milliseconds for twenty times: the time of this process alone, so that others' work does not count. */
function spent(text: string): number {
  const before = process.cpuUsage();
  for (let i = 0; i < 20; i += 1) scorePolarity(text);
  return process.cpuUsage(before).user / 1000;
}

test('a long message costs no more to score than its first thousand characters', () => {
  const message = words.join(' ').slice(0, 4000);
  // Once for the compiler.
  spent(message);
  const [short, long, huge] = [spent(message.slice(0, 1000)), spent(message), spent(message.repeat(2000))];
  expect(Math.min(long, huge)).toBeLessThan(short * 3 + 50);
});

test('an endless word in capitals costs no more than other words', () => {
  const shout = `${'A'.repeat(999)}a`;
  spent(shout);
  expect(spent(shout)).toBeLessThan(spent(words.join(' ').slice(0, 1000)) * 3 + 50);
});

test('what is said after that changes nothing', () => {
  const filler = 'and so on, '.repeat(100);
  expect(scorePolarity(`${filler} I love it, wonderful`)).toBe(scorePolarity(filler));
  expect(scorePolarity(`wonderful, I love it ${filler}`)).toBeGreaterThan(0.5);
});
