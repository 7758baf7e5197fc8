import { describe, expect, test as plainTest } from 'vitest';
import { linkIn, startMailServer } from '../support/mail-server.ts';
import { manageHere } from '../support/manage.ts';
import { anonymous, type Person, signUp } from '../support/person.ts';
import { startTestServer } from '../support/server.ts';
import { refusedFields } from './stage.ts';
import type { OwnProfile } from './wire.ts';

const publicUrl = 'https://chat.example.org';
const metricsToken = 'whoever-reads-the-figures';
const [confirmSubject, resetSubject] = ['Confirm your e-mail address', 'Set a new password'];

/** One server that sends mail, with its limits, and one that takes it. */
const test = plainTest
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs off this pattern.
  .extend('mails', { scope: 'file' }, async ({}, { onCleanup }) => {
    const mails = await startMailServer();
    onCleanup(() => mails.stop());
    return mails;
  })
  .extend('server', { scope: 'file' }, async ({ mails }, { onCleanup }) => {
    const server = await startTestServer({
      SMTP_URL: mails.url,
      SMTP_FROM: 'Holdline <chat@example.org>',
      PUBLIC_URL: publicUrl,
      RATE_LIMITS: 'on',
      METRICS_TOKEN: metricsToken,
    });
    onCleanup(() => server.stop());
    return server;
  })
  .extend('nobody', { scope: 'file' }, ({ server }) => anonymous(server))
  /** Signs up with an address of that name, and opens the link that comes there. */
  .extend('confirmed', ({ server, mails, nobody }) => async (name: string): Promise<Person> => {
    const person = await signUp(server, name, { email: addressOf(name) });
    const { uid, token } = linkIn(await mails.next(addressOf(name), confirmSubject));
    expect((await nobody.post('/auth/users/activation/', { uid, token })).status).toBe(204);
    return person;
  });

const addressOf = (name: string) => `${name}@example.org`;
const next = 'another-harbour-93';

describe('an e-mail address', () => {
  test('is confirmed by the link in the mail to it, once, and that is shown to oneself', async ({
    server,
    mails,
    nobody,
  }) => {
    // A name that a mail program would make a link of.
    const me = await signUp(server, 'win.example.com', { email: 'Winner@example.org' });
    const before = await me.get<OwnProfile>('/auth/me/');
    expect(before.body).toMatchObject({ email: 'Winner@example.org', email_confirmed: false });
    const mail = await mails.next('Winner@example.org', confirmSubject);
    expect(mail.text).toContain(`\n${publicUrl}/confirm-email/#`);
    expect(mail.text).not.toContain('win.example.com');
    expect(mail.headers).toMatch(/^From: Holdline <chat@example\.org>\r$/m);
    expect(mail.headers).toMatch(/^Auto-Submitted: auto-generated\r$/m);

    const { uid, token } = linkIn(mail);
    const open = (link: object) => nobody.post('/auth/users/activation/', link);
    for (const wrong of [
      { uid: 'MA', token },
      { uid: '%%', token },
      { uid, token: `${token}x` },
      { uid, token: '-' },
    ])
      expect(refusedFields(await open(wrong))).toEqual({ token: ['Invalid token for given user.'] });
    expect((await open({ uid, token })).status).toBe(204);
    expect((await me.get<OwnProfile>('/auth/users/me/')).body.email_confirmed).toBe(true);
    const again = await open({ uid, token });
    expect([again.status, again.body]).toEqual([
      403,
      { detail: 'Stale token for given user.', code: 'stale_token' },
    ]);
    // Nor is it good for a password.
    const asReset = { uid, token, new_password: next };
    expect(refusedFields(await nobody.post('/auth/users/reset_password_confirm/', asReset))).toHaveProperty(
      'token',
    );
    expect(refusedFields(await me.post('/auth/users/resend_activation/', {}))).toHaveProperty('email');
  });

  test('changes with the password alone; the new one is asked to confirm, and the old one told without it', async ({
    mails,
    nobody,
    confirmed,
  }) => {
    const mover = await confirmed('mover');
    const change = (body: object) =>
      mover.patch<OwnProfile>('/auth/me/', { email: 'moved@example.org', ...body });
    expect(refusedFields(await change({}))).toEqual({ current_password: ['This field is required.'] });
    expect(refusedFields(await change({ current_password: 'not it' }))).toHaveProperty('current_password');
    // What stays as it is needs none, and is as confirmed as before.
    const same = await mover.patch<OwnProfile>('/auth/me/', { email: addressOf('mover'), avatar: 3 });
    expect(same.body).toMatchObject({ avatar: 3, email_confirmed: true });

    await nobody.post('/auth/users/reset_password/', { email: addressOf('mover') });
    const reset = linkIn(await mails.next(addressOf('mover'), resetSubject));
    const moved = await change({ current_password: mover.password });
    expect(moved.body, moved.text).toMatchObject({ email: 'moved@example.org', email_confirmed: false });
    const notice = await mails.next(addressOf('mover'), 'Your e-mail address was changed');
    expect(notice.text).not.toContain('moved@');
    const first = await mails.next('moved@example.org', confirmSubject);
    expect((await mover.post('/auth/users/resend_activation/', {})).status).toBe(204);
    expect(linkIn(await mails.next('moved@example.org', confirmSubject)).uid).toBe(linkIn(first).uid);
    const late = await nobody.post('/auth/users/reset_password_confirm/', { ...reset, new_password: next });
    expect(refusedFields(late)).toHaveProperty('token');
  });
});

describe('a forgotten password', () => {
  test('is replaced by the link in the mail, once, and all log-ins end', async ({
    mails,
    nobody,
    confirmed,
  }) => {
    const forgetful = await confirmed('forgetful');
    const asked = await nobody.post('/auth/users/reset_password/', { email: 'FORGETFUL@example.org' });
    expect([asked.status, asked.text]).toEqual([204, '']);
    const mail = await mails.next(addressOf('forgetful'), resetSubject);
    expect(mail.text).toContain('"forgetful"');
    const { path, ...link } = linkIn(mail);
    expect(path).toBe('/reset-password/');
    const choose = (body: object) => nobody.post('/auth/users/reset_password_confirm/', { ...link, ...body });
    expect(refusedFields(await choose({ new_password: 'forgetful1' }))).toHaveProperty('new_password');
    const differing = await choose({ new_password: next, re_new_password: 'yet-another-94' });
    expect(refusedFields(differing)).toEqual({ non_field_errors: ["The two password fields didn't match."] });
    expect((await forgetful.get('/auth/me/')).status).toBe(200);

    // Of two at once one has it.
    const both = await Promise.all([choose({ new_password: next }), choose({ new_password: next })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([204, 400]);
    expect((await forgetful.get('/auth/me/')).status).toBe(401);
    const logIn = (password: string) => nobody.post('/auth/jwt/create/', { username: 'forgetful', password });
    expect((await logIn(forgetful.password)).status).toBe(400);
    expect((await logIn(next)).status).toBe(200);
  });

  test('is mailed to confirmed addresses alone, and the answer is the same for any', async ({
    server,
    mails,
    nobody,
    confirmed,
  }) => {
    await confirmed('known');
    // Somebody else's account, with the address mistyped or on purpose.
    await signUp(server, 'stranger', { email: addressOf('known') });
    await signUp(server, 'unsure', { email: addressOf('unsure') });
    const asks = ['nobody', 'unsure', 'known'].map((name) =>
      nobody.post('/auth/users/reset_password/', { email: addressOf(name) }),
    );
    const answers = (await Promise.all(asks)).map(({ status, text }) => ({ status, text }));
    expect(answers).toEqual(Array(3).fill({ status: 204, text: '' }));
    expect((await mails.next(addressOf('known'), resetSubject)).text).toContain('"known"');
    const resets = mails.received.filter(({ headers }) => headers.includes(resetSubject));
    const to = resets.flatMap((mail) => mail.to);
    expect(to.filter((address) => ['nobody', 'unsure', 'known'].map(addressOf).includes(address))).toEqual([
      addressOf('known'),
    ]);
    expect(
      refusedFields(await nobody.post('/auth/users/reset_password/', { email: 'a\r\nBcc: b@c.example' })),
    ).toEqual({ email: ['Enter a valid email address.'] });
  });

  test('is mailed five times an hour to one account, and not to others less', async ({
    mails,
    nobody,
    confirmed,
  }) => {
    await confirmed('flooded');
    await confirmed('spared');
    const ask = (name: string) => nobody.post('/auth/users/reset_password/', { email: addressOf(name) });
    for (let i = 0; i < 7; i += 1) expect((await ask('flooded')).status).toBe(204);
    await ask('spared');
    await mails.next(addressOf('spared'), resetSubject);
    const resets = mails.received.filter(({ headers }) => headers.includes(resetSubject));
    expect(resets.filter(({ to }) => to.includes(addressOf('flooded')))).toHaveLength(5);
  });
});

test('whoever runs the server sees how many were sent, and by the doctor that more can be', async ({
  server,
  nobody,
  confirmed,
}) => {
  await confirmed('counted');
  const figures = await nobody.get('/metrics/', { headers: { Authorization: `Bearer ${metricsToken}` } });
  expect(figures.text).toMatch(/^holdline_mails_total\{outcome="sent"\} [1-9]/m);
  expect(figures.text).toContain('holdline_queue{queue="mails",state="waiting"} ');
  const look = async (smtpUrl: string) => {
    const { stdout, stderr } = await manageHere(
      { settings: { ...server.settings, SMTP_URL: smtpUrl } },
      'doctor',
    );
    return stdout + stderr;
  };
  expect(await look(server.settings.SMTP_URL ?? '')).toMatch(/^ok .*mail server of SMTP_URL lets us in/m);
  expect(await look('smtp://127.0.0.1:9')).toMatch(/^WRONG .*mail server of SMTP_URL cannot be used/m);
});

test('no username is changed by e-mail, with or without a server that sends it', async ({ nobody }) => {
  for (const call of ['reset_username', 'reset_username_confirm']) {
    const { status, body } = await nobody.post(`/auth/users/${call}/`, { email: addressOf('known') });
    expect([status, body]).toMatchObject([501, { code: 'no_username_reset' }]);
  }
});
