import { createSecretKey } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { answerText } from '../../api/hooks/delivering/answer-text.ts';
import { patienceMs, retryAfterMs, waitAfter } from '../../api/hooks/delivering/backoff.ts';
import { judge, type Try } from '../../api/hooks/delivering/judge.ts';
import { allowedAddresses, post } from '../../api/hooks/delivering/post.ts';
import { newSecret, signedHeaders, signingKeys } from '../../api/hooks/secret.ts';

const hourMs = 3600_000;
const now = Date.UTC(2026, 10, 30, 12);

describe('how long to wait', () => {
  test('begins at five seconds and doubles up to an hour, a fifth more or less', () => {
    const waits = [1, 2, 3, 10, 11, 500].map((tries) => waitAfter(tries, null, 0.5));
    expect(waits).toEqual([5000, 10_000, 20_000, 2_560_000, hourMs, hourMs]);
    expect([0, 1].map((random) => waitAfter(1, null, random))).toEqual([4000, 6000]);
  });

  test('is as long as the receiver says, and never shorter', () => {
    expect(waitAfter(1, 60_000, 0)).toBe(60_000);
    expect(waitAfter(1, 1000, 0.5)).toBe(5000);
  });

  test.for<[header: string | undefined, ms: number | null]>([
    ['120', 120_000],
    ['Mon, 30 Nov 2026 12:01:00 GMT', 60_000],
    ['Mon, 30 Nov 2026 11:00:00 GMT', null],
    ['99999999999', patienceMs],
    ['9'.repeat(400), patienceMs],
    ['Fri, 31 Dec 9999 23:59:59 GMT', patienceMs],
    ['0', null],
    ['soon', null],
    [undefined, null],
  ])('is read of Retry-After: %s', ([header, ms]) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });
});

describe('a try', () => {
  const hook = { cursor: 'before', failingSince: null, tries: 0 };
  const answered = (status: number, more: object = {}) => ({
    status,
    retryAfter: undefined,
    contentType: undefined,
    isEncoded: false,
    body: Buffer.alloc(0),
    isCut: false,
    ...more,
  });
  const of = (more: Partial<Try>) =>
    judge({ hook, delivered: 'behind', posted: answered(500), at: now, nowMs: now + 100, ...more }, 0.5);

  test('that is answered by a 2xx is done, and all else is tried again at the same place', () => {
    expect(of({ posted: answered(299) })).toMatchObject({
      cursor: 'behind',
      failingSince: null,
      nextTryAt: null,
    });
    for (const posted of [answered(302), answered(404), answered(500), { problem: 'timed_out' } as const])
      expect(of({ posted })).toEqual({
        cursor: 'before',
        failingSince: now,
        tries: 1,
        nextTryAt: now + 5100,
        pausedBy: null,
      });
  });

  test('is the last one a day after the first, whatever was asked, and pauses the hook then', () => {
    const failing = { ...hook, failingSince: now - patienceMs + 60_000, tries: 30 };
    expect(of({ hook: failing }).nextTryAt).toBe(now + 60_000);
    expect(of({ hook: failing, posted: answered(503, { retryAfter: '86400' }) }).nextTryAt).toBe(
      now + 60_000,
    );
    const over = { ...failing, failingSince: now - patienceMs };
    expect(of({ hook: over }).pausedBy).toBe('failing');
    expect(of({ hook: over, posted: answered(200) })).toMatchObject({ pausedBy: null, tries: 0 });
    expect(of({ posted: answered(410) })).toMatchObject({ pausedBy: 'gone', cursor: 'before' });
  });
});

describe('a secret', () => {
  const key = createSecretKey(Buffer.from('a secret of the server that is long enough'));

  test('signs so that the library of Standard Webhooks believes it, and one of another server secret signs nothing', () => {
    const { text, ...secretOf } = newSecret(key);
    const former = newSecret(key);
    const keys = signingKeys(key, { ...secretOf, formerSecretId: former.secretId }) ?? [];
    const body = '{"id":"1"}';
    const headers = signedHeaders(keys, { id: 'db-1', nowMs: Date.now(), body });
    for (const each of [text, former.text])
      expect(new Webhook(each).verify(body, headers)).toEqual({ id: '1' });
    expect(() => new Webhook(newSecret(key).text).verify(body, headers)).toThrow();
    const otherKey = createSecretKey(Buffer.from('another secret of the server, as long'));
    expect(signingKeys(otherKey, { ...secretOf, formerSecretId: null })).toBeNull();
  });
});

test.for<[type: string | undefined, body: string, text: string | null]>([
  ['application/json', '{"text":"pong","more":[1]}', 'pong'],
  ['Application/JSON; charset=utf-8', '{"text":"a\\u0000b\\ud800"}', 'ab\ufffd'],
  ['text/plain;charset=UTF-8', 'pong\n', 'pong\n'],
  ['text/plain', '👍'.repeat(5000), '👍'.repeat(4000)],
  ['application/json', '"pong"', null],
  ['application/json', '{"text":["pong"]}', null],
  ['application/json', `{"text":"pong","deep":${'['.repeat(5000)}${']'.repeat(5000)}}`, null],
  ['application/problem+json', '{"text":"pong"}', null],
  ['text/plain', ' \n\u0001', null],
  [undefined, 'pong', null],
])('an answer of %s says what it says', ([contentType, body, text]) => {
  expect(answerText({ contentType, body: Buffer.from(body), isEncoded: false, isCut: false })).toBe(text);
});

test('where a name leads is looked at when it is asked, and the list of those allowed holds of both kinds of addresses', async () => {
  const to = (url: string, allowed: string[]) =>
    post(
      { url: new URL(url), headers: {}, body: '{}' },
      allowedAddresses(allowed),
      AbortSignal.timeout(20_000),
    );
  // Nobody listens there: whoever is let through is refused by the machine itself.
  expect(await to('http://localhost:1/', [])).toEqual({ problem: 'no_public_address' });
  expect(await to('http://localhost:1/', ['127.0.0.0/8'])).toEqual({ problem: 'not_connected' });
  expect(await to('http://[::1]:1/', ['127.0.0.0/8', '10.0.0.1'])).toEqual({ problem: 'no_public_address' });
  expect(await to('http://[::ffff:127.0.0.1]:1/', ['127.0.0.1'])).toEqual({ problem: 'not_connected' });
  expect(await to('http://[::127.0.0.1]:1/', [])).toEqual({ problem: 'no_public_address' });
});

test('every try ends, whatever it is answered: by another protocol, by half of an answer, or by nothing', async () => {
  let answer = '';
  const receiver = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(answer));
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void receiver.close());
  await once(receiver, 'listening');
  const { port } = receiver.address() as AddressInfo;
  const answered = (text: string, signal = AbortSignal.timeout(20_000)) => {
    answer = text;
    const letter = { url: new URL(`http://127.0.0.1:${port}/`), headers: {}, body: '{}' };
    return post(letter, allowedAddresses(['127.0.0.1']), signal);
  };
  expect(await answered('HTTP/1.1 101 Switching Protocols\r\n\r\n')).toMatchObject({ status: 101 });
  const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n';
  expect(await answered(upgrade)).toMatchObject({ status: 101 });
  for (const half of ['', 'HTTP/1.1 100 Continue\r\n\r\n', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab'])
    expect(await answered(half), half).toEqual({ problem: 'not_connected' });
  // Whoever ends it does not wait, and it counts as no try.
  const ending = new AbortController();
  receiver.once('connection', () => ending.abort());
  await expect(answered('HTTP/1.1 100 Continue\r\n\r\n', ending.signal)).rejects.toThrow('aborted');
});

test('a receiver that never answers is waited for ten seconds, whatever was collected as garbage meanwhile', async () => {
  const silent = createServer((socket) => void socket.on('error', () => {})).listen(0, '127.0.0.1');
  onTestFinished(() => void silent.close());
  await once(silent, 'listening');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { port } = silent.address() as AddressInfo;
  const letter = { url: new URL(`http://127.0.0.1:${port}/`), headers: {}, body: '{}' };
  const posting = post(letter, allowedAddresses(['127.0.0.1']), new AbortController().signal);
  await once(silent, 'connection');
  vi.advanceTimersByTime(10_000);
  expect(await posting).toEqual({ problem: 'timed_out' });
});
