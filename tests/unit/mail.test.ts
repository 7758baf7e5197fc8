import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { isGoodToken, linkFor } from '../../api/accounts/email/links.ts';
import { type Letter, LetterRefused } from '../../api/mail/letter.ts';
import { Outbox } from '../../api/mail/outbox.ts';
import { openSmtp, smtpPlace } from '../../api/mail/smtp.ts';
import { parseConfig } from '../../api/process/config.ts';
import { Metrics } from '../../api/process/metrics.ts';
import { toKey } from '../../api/tokens/tokens.ts';
import { toUser, type User } from '../../api/users/queries.ts';
import { startMailServer } from '../support/mail-server.ts';
import { movableClock } from '../support/movable-clock.ts';
import { until } from '../support/until.ts';

const letter: Letter = { to: 'a@example.org', subject: 'A subject', text: 'A text.\n' };

function openOutbox(send: () => Promise<void>, retryAfterMs: number[] = [1, 1]) {
  const metrics = new Metrics();
  const outbox = new Outbox({ smtp: { send }, logger: pino({ level: 'silent' }), metrics, retryAfterMs });
  const counts = () => Object.fromEntries(metrics.mails.counts);
  const idle = () => until(() => outbox.working + outbox.waiting === 0, { what: 'nothing waits' });
  return { outbox, counts, idle };
}

describe('a mail', () => {
  test('is written anew at each try, until it is sent', async () => {
    let [written, tries] = [0, 0];
    const { outbox, counts, idle } = openOutbox(async () => {
      tries += 1;
      if (tries < 3) throw new Error('The line is down.');
    });
    outbox.post(async () => {
      written += 1;
      return letter;
    });
    await idle();
    expect({ written, tries, ...counts() }).toEqual({ written: 3, tries: 3, sent: 1 });
  });

  test('is given up when it is refused for good, when all tries failed, and when there is none any more', async () => {
    let tries = 0;
    const { outbox, counts, idle } = openOutbox(async () => {
      tries += 1;
      throw tries === 1 ? new LetterRefused('EENVELOPE') : new Error('The line is down.');
    });
    outbox.post(async () => letter);
    await idle();
    expect({ tries, ...counts() }).toEqual({ tries: 1, failed: 1 });
    outbox.post(async () => letter);
    await idle();
    expect({ tries, ...counts() }).toEqual({ tries: 4, failed: 2 });
    outbox.post(async () => null);
    await idle();
    expect({ tries, ...counts() }).toEqual({ tries: 4, failed: 2 });
  });

  test('is not taken beyond a thousand, nor after the end, which waits for no later try', async () => {
    const { outbox, counts } = openOutbox(() => Promise.reject(new Error('The line is down.')), [3_600_000]);
    for (let i = 0; i < 1000; i += 1) expect(outbox.post(async () => letter)).toBe(true);
    expect(outbox.post(async () => letter)).toBe(false);
    await outbox.close();
    expect(counts()).toEqual({ failed: 1000 });
    expect(outbox.post(async () => letter)).toBe(false);
  });
});

describe('a link', () => {
  const clock = movableClock();
  const key = toKey('a secret of at least thirty-two letters', 'the-database');
  const config = parseConfig({ PUBLIC_URL: 'https://chat.example.org' });
  const user: User = toUser({
    ...{
      id: 5,
      username: 'dora',
      display_name: 'Dora',
      email: 'dora@example.org',
      confirmed_email_digest: null,
    },
    ...{
      password_hash: 'a hash',
      avatar: 3,
      read_receipts: true,
      is_guest: false,
      is_bot: false,
      is_staff: false,
      token_epoch: 0,
    },
    ...{ spared_family_id: null, seen_at: null, created_at: 0, deleted_at: null, disabled_at: null },
  });
  const tokenOf = (purpose: 'reset-password' | 'confirm-email') =>
    linkFor({ config, key, clock }, user, purpose).split('/').at(-1) ?? '';

  test('is good for what it is for, as long as the mail says, and with one key', () => {
    const [reset, confirm] = [tokenOf('reset-password'), tokenOf('confirm-email')];
    const isGood = (purpose: 'reset-password' | 'confirm-email', token: string, by = key) =>
      isGoodToken({ key: by, clock }, { user, purpose, token });
    expect([isGood('reset-password', reset), isGood('confirm-email', confirm)]).toEqual([true, true]);
    expect([isGood('reset-password', confirm), isGood('confirm-email', reset)]).toEqual([false, false]);
    for (const other of [
      toKey('another secret of at least thirty-two', key.audience),
      { ...key, audience: 'another' },
    ])
      expect(isGood('reset-password', reset, other)).toBe(false);
    // One that says it was made later is sealed by nobody.
    expect(isGood('reset-password', `zzzzzzzz-${reset.split('-').slice(1).join('-')}`)).toBe(false);
    clock.move(3_600_001);
    expect([isGood('reset-password', reset), isGood('confirm-email', confirm)]).toEqual([false, true]);
    clock.move(3 * 86_400_000);
    expect(isGood('confirm-email', confirm)).toBe(false);
  });

  test('to a new password ends with the password, the address and all log-ins; to a confirmation with the address', () => {
    const [reset, confirm] = [tokenOf('reset-password'), tokenOf('confirm-email')];
    const goodFor = (changed: Partial<User>) => {
      const now = { ...user, ...changed };
      return [
        isGoodToken({ key, clock }, { user: now, purpose: 'reset-password', token: reset }),
        isGoodToken({ key, clock }, { user: now, purpose: 'confirm-email', token: confirm }),
      ];
    };
    expect(goodFor({})).toEqual([true, true]);
    expect(goodFor({ passwordHash: 'another' })).toEqual([false, true]);
    expect(goodFor({ tokenEpoch: 1 })).toEqual([false, true]);
    expect(goodFor({ email: 'other@example.org' })).toEqual([false, false]);
    expect(goodFor({ id: 6 })).toEqual([false, false]);
  });
});

test('a mail server refuses an address for good, and a wrong password only for now', async () => {
  const mails = await startMailServer({ refused: letter.to });
  try {
    const [smtp, stranger] = [mails.url, mails.url.replace('//', '//user:wrong@')].map((url) =>
      openSmtp({ url, from: 'chat@example.org' }),
    );
    await expect(smtp?.send(letter)).rejects.toThrow(LetterRefused);
    await expect(stranger?.send(letter)).rejects.toMatchObject({ name: 'Error', code: 'EAUTH' });
    await smtp?.send({ ...letter, to: 'b@example.org' });
    expect(mails.received.map(({ to }) => to)).toEqual([['b@example.org']]);
  } finally {
    await mails.stop();
  }
});

describe('SMTP_URL', () => {
  test('insists on TLS but for this machine, or where it says otherwise', () => {
    expect(smtpPlace('smtps://mail.example.org')).toMatchObject({
      port: 465,
      secure: true,
      ignoreTLS: false,
    });
    expect(smtpPlace('smtp://mail.example.org')).toMatchObject({
      port: 587,
      secure: false,
      requireTLS: true,
    });
    const plain = { requireTLS: false, ignoreTLS: true };
    expect(smtpPlace('smtp://[::1]:25')).toMatchObject({ host: '::1', port: 25, ...plain });
    expect(smtpPlace('smtp://mail:25?tls=off')).toMatchObject(plain);
    expect(smtpPlace('smtp://localhost.example.org')).toMatchObject({ requireTLS: true });
    expect(smtpPlace('smtp://a%40b:p%2Fw@mail').auth).toEqual({ user: 'a@b', pass: 'p/w' });
  });

  test('needs an address to write from and one that links lead to, and is never said aloud', () => {
    const whole = { SMTP_URL: 'smtp://u:pass@m', SMTP_FROM: 'a@b.example', PUBLIC_URL: 'https://c.example' };
    expect(parseConfig(whole).smtp).toEqual({ url: 'smtp://u:pass@m', from: 'a@b.example' });
    expect(parseConfig({ ...whole, SMTP_FROM: 'Our chat <a@b.example>' }).smtp?.from).toContain('<');
    const wrong = [
      { SMTP_URL: 'http://u:pass@m' },
      { SMTP_URL: 'smtp://u:pass@m?tls=none' },
      { SMTP_FROM: 'a@b.example, c@d.example' },
      { SMTP_FROM: 'A\r\nBcc: x <a@b.example>' },
      { SMTP_FROM: '' },
      { PUBLIC_URL: '' },
    ];
    for (const settings of wrong) {
      const parse = () => parseConfig({ ...whole, ...settings });
      expect(parse, JSON.stringify(settings)).toThrow(/^SMTP_(URL|FROM) (must|takes|needs) /);
      expect(parse).not.toThrow(/pass/);
    }
  });
});
