import { expect, test } from 'vitest';
import { sealBy } from '../../api/bus/seal.ts';

const secret = 'a secret of these nodes';
const said = Buffer.from('the safe is open, and the key is under the mat');

test('what was closed is opened by whoever has the secret, in another process too', () => {
  const [one, other] = [sealBy(secret, 'news'), sealBy(secret, 'news')];
  for (let i = 0; i < 3; i += 1) expect(other.open(one.close(said))).toEqual(said);
  expect(one.open(other.close(Buffer.alloc(0)))).toEqual(Buffer.alloc(0));
});

test('it shows nothing of what it holds, not even that the same was said before', () => {
  const [one, other] = [sealBy(secret, 'news'), sealBy(secret, 'news')];
  const closed = [one.close(said), one.close(said), other.close(said)];
  // Behind what is different in any case.
  expect(new Set(closed.map((text) => text.slice(24))).size).toBe(3);
  for (const text of closed) expect(Buffer.from(text, 'base64').toString('latin1')).not.toMatch(/safe|mat/);
});

test('of another secret, of another purpose, changed in any byte, cut short or made up it is nothing', () => {
  const seal = sealBy(secret, 'news');
  const text = seal.close(said);
  expect(sealBy('a secret of other nodes', 'news').open(text)).toBe(null);
  expect(sealBy(secret, 'news of another database').open(text)).toBe(null);
  const bytes = Buffer.from(text, 'base64');
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(seal.open(changed.toString('base64'))).toBe(null);
    expect(seal.open(bytes.subarray(0, at).toString('base64'))).toBe(null);
  }
  for (const madeUp of ['', 'news', '{"id":1}', 'é'.repeat(60)]) expect(seal.open(madeUp)).toBe(null);
});
