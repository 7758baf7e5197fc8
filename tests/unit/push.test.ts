import { createECDH } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import type { LogEvent } from '../../api/log/event.ts';
import { parseConfig } from '../../api/process/config.ts';
import { Metrics } from '../../api/process/metrics.ts';
import { worthPushing } from '../../api/push/is-worth-pushing.ts';
import type { Notice } from '../../api/push/judge.ts';
import { encode } from '../../api/push/payload.ts';
import type { Subscription } from '../../api/push/queries.ts';
import type { Outcome } from '../../api/push/send.ts';
import { serviceOf, toPushService } from '../../api/push/services.ts';
import { Telling } from '../../api/push/telling.ts';
import { vapidKeysOf } from '../../api/push/vapid.ts';
import { whyNot } from '../../web/features/push/why-not.ts';
import { logEvent } from '../support/log-event.ts';
import { movableClock } from '../support/movable-clock.ts';

test('the keys of a secret are a pair, always the same, and of another secret others', () => {
  const { publicKey, privateKey } = vapidKeysOf('s'.repeat(32));
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(privateKey, 'base64url');
  expect(curve.getPublicKey('base64url')).toBe(publicKey);
  expect(vapidKeysOf('s'.repeat(32))).toEqual({ publicKey, privateKey });
  expect(vapidKeysOf('t'.repeat(32)).privateKey).not.toBe(privateKey);
});

test('those of browsers are known, and sent to where whoever runs the server can be written to', () => {
  const { push } = parseConfig({ PUBLIC_URL: 'https://chat.example.org/' });
  expect(push?.subject).toBe('https://chat.example.org');
  const services = push?.services.map(toPushService) ?? [];
  for (const endpoint of [
    'https://fcm.googleapis.com/fcm/send/abc:def',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://web.push.apple.com/abc',
    'https://db5p.notify.windows.com/w/?token=abc',
  ])
    expect(serviceOf(endpoint, services), endpoint).not.toBe(null);
  expect(serviceOf('https://fcm.googleapis.com@127.0.0.1/', services)).toBe(null);
  expect(serviceOf('https://push.apple.com/', services)).toBe(null);
  for (const settings of [
    {},
    { PUBLIC_URL: 'http://10.0.0.1' },
    { VAPID_SUBJECT: 'mailto:a@b.org', PUSH_SERVICES: 'none' },
  ])
    expect(parseConfig(settings).push).toBe(null);
  for (const wrong of ['http://push.example.org', 'https://*', '*.org/x', 'localhost'])
    expect(() => parseConfig({ PUSH_SERVICES: wrong }), wrong).toThrow('PUSH_SERVICES');
});

test('what is said does not show in how long it is', () => {
  const lengthOf = (text: string) => Buffer.byteLength(encode({ kind: 'read', chat: text }));
  expect(lengthOf('a')).toBe(lengthOf('ö'.repeat(60)));
  expect(JSON.parse(encode({ kind: 'read', chat: 'a' }))).toEqual({ kind: 'read', chat: 'a' });
});

describe('a message is worth a push', () => {
  const said = { id: 5, deleted: false, user: { id: 1 }, to: null };
  const person = { userId: 2, level: 'all', readMessageId: 4 };
  const judged = (change: object, who: object = {}, message: object = {}) =>
    worthPushing({
      ...{ isPrivate: false, isCalled: false, isBlocked: false },
      ...change,
      person: { ...person, ...who },
      message: { ...said, ...message },
    } as Parameters<typeof worthPushing>[0]);
  test.for<[string, object, object, object, string | null]>([
    ['a word in a chat', {}, {}, {}, 'asked'],
    ['a word in a private chat', { isPrivate: true }, {}, {}, 'called'],
    ['a mention', { isCalled: true }, {}, {}, 'called'],
    ['a whisper', {}, {}, { to: { id: 2 } }, 'called'],
    ['a mention at level mentions', { isCalled: true }, { level: 'mentions' }, {}, 'called'],
    ['a word at level mentions', { isPrivate: true }, { level: 'mentions' }, {}, null],
    ['a mention at level none', { isCalled: true }, { level: 'none' }, {}, null],
    ['what was read', { isCalled: true }, { readMessageId: 5 }, {}, null],
    ['what was taken back', { isCalled: true }, {}, { deleted: true }, null],
    ['what one said', { isPrivate: true }, { userId: 1 }, {}, null],
    ['what is by whom one has blocked', { isBlocked: true }, {}, {}, null],
  ])('%s', ([, change, who, message, expected]) => expect(judged(change, who, message)).toBe(expected));
});

describe('telling', () => {
  const device = { id: 9, userId: 2, endpoint: 'https://push.example.org/x' } as Subscription;
  const event = (id: number, type: LogEvent['type'] = 'message.created', rest: object = {}) =>
    logEvent({ id, type, chatId: 1, messageId: id, createdAt: 1_000_000, ...rest });
  const noticeOf = (each: LogEvent, isCalled: boolean): Notice => ({
    ...{ userId: 2, event: each, uri: 'u', messageId: each.id, isCalled },
    push: { payload: { kind: 'read', chat: 'u' }, isUrgent: isCalled, ttlS: 1 },
  });

  /** One person with one device, of whom a test says whether they are online, what they are to be told of, and what the service says. */
  function stage({ isCalled = true, outcome = { kind: 'sent' } as Outcome } = {}) {
    const clock = movableClock();
    const is = { online: false, wanted: true, outcome };
    const sent: number[] = [];
    const dropped: number[] = [];
    const telling = new Telling({
      clock,
      metrics: new Metrics(),
      presence: { isOnline: () => is.online },
      sending: {
        async send(_device, look) {
          if (await look()) sent.push(clock.now());
          return is.outcome;
        },
      },
      devices: {
        of: async () => [device],
        drop: async (ids) => void dropped.push(...ids),
        dropEnded: async () => {},
      },
      judge: async (events) => (is.wanted ? events.map((each) => noticeOf(each, isCalled)) : []),
      endingsIn: async () => ({ read: [], loggedOut: [] }),
      isHeld: () => true,
      onFailure: (error) => expect(error).toBe(null),
    });
    const place = (id: number) => id as unknown as Parameters<typeof telling.doneTo>[0];
    const say = (id: number) => telling.take([event(id)], place(id - 1));
    const settled = (id: number, to: number) =>
      vi.waitFor(() => expect(telling.doneTo(place(id))).toBe(place(to)));
    return { clock, is, sent, dropped, telling, say, settled };
  }

  test('waits for who is online, and tells them when they are gone and have not read it', async () => {
    const { clock, is, sent, telling, say, settled } = stage();
    is.online = true;
    await say(7);
    await telling.lookAgain();
    expect(sent).toEqual([]);
    // Another node would begin before it.
    await settled(7, 6);
    clock.move(80_000);
    is.online = false;
    await telling.lookAgain();
    expect(sent).toHaveLength(1);
    await settled(7, 7);
    is.online = true;
    await say(8);
    is.online = false;
    is.wanted = false;
    await telling.lookAgain();
    expect(sent).toHaveLength(1);
    await settled(8, 8);
  });

  test('leaves it to the page of who stays online', async () => {
    const { clock, is, sent, telling, say, settled } = stage();
    is.online = true;
    await say(7);
    clock.move(91_000);
    is.online = false;
    await telling.lookAgain();
    expect(sent).toEqual([]);
    await settled(7, 7);
  });

  test('tells of a chat once in a minute, but of what is to oneself each time', async () => {
    const chatter = stage({ isCalled: false });
    await chatter.say(7);
    await chatter.say(8);
    expect(chatter.sent).toHaveLength(1);
    chatter.clock.move(60_000);
    await chatter.say(9);
    expect(chatter.sent).toHaveLength(2);
    const calls = stage();
    await calls.say(7);
    await calls.say(8);
    expect(calls.sent).toHaveLength(2);
  });

  test('tries again what a service did not take, three times, and as late as the service says', async () => {
    const { clock, is, sent, telling, say, settled } = stage({
      outcome: { kind: 'failed', retryAfterMs: null },
    });
    await say(7);
    await settled(7, 7);
    for (const ms of [9999, 1, 60_000, 300_000, 900_000]) {
      clock.move(ms);
      await telling.lookAgain();
      await settled(7, 7);
    }
    expect(sent.map((ms) => ms - (sent[0] ?? 0))).toEqual([0, 10_000, 70_000, 370_000]);
    is.outcome = { kind: 'failed', retryAfterMs: 30_000 };
    await say(8);
    await settled(8, 8);
    clock.move(29_999);
    await telling.lookAgain();
    expect(sent).toHaveLength(5);
    clock.move(1);
    is.outcome = { kind: 'gone' };
    await telling.lookAgain();
    expect(sent).toHaveLength(6);
  });

  test('of what is an hour old says nothing', async () => {
    const { clock, sent, say } = stage();
    clock.move(3_600_000);
    await say(7);
    expect(sent).toEqual([]);
  });
});

test('a browser that cannot be told says whether an address with https, or the home screen, would help', () => {
  const place = (userAgent: string, { maxTouchPoints = 0, canPush = false, isSecureContext = true } = {}) =>
    ({
      ...(canPush && { PushManager: class {} }),
      isSecureContext,
      navigator: { userAgent, maxTouchPoints, ...(canPush && { serviceWorker: {} }) },
    }) as Parameters<typeof whyNot>[0];
  expect(whyNot(place('Firefox', { canPush: true }))).toBe(null);
  expect(whyNot(place('iPhone', { canPush: true }))).toBe(null);
  expect(whyNot(place('iPhone', { isSecureContext: false }))).toBe('insecure');
  expect(whyNot(place('iPhone'))).toBe('install');
  expect(whyNot(place('Macintosh', { maxTouchPoints: 5 }))).toBe('install');
  expect(whyNot(place('Macintosh'))).toBe('impossible');
});
