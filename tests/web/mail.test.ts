import { expect } from 'vitest';
import { linkIn, startMailServer } from '../support/mail-server.ts';
import { arranged, newName } from '../support/people.ts';
import { anonymous, signUp } from '../support/person.ts';
import { startTestServer } from '../support/server.ts';
import { logIn } from './pages.ts';
import { part } from './settings-steps.ts';
import { test as plainTest } from './stage.ts';
import { password } from './steps.ts';

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
      SMTP_FROM: 'chat@example.org',
      PUBLIC_URL: 'https://chat.example.org',
    });
    onCleanup(() => server.stop());
    return server;
  });

test('someone forgets their password, chooses another by the link, and has another address confirmed', async ({
  server,
  mails,
  newPage,
}) => {
  const name = newName('dora');
  const [address, moved, next] = [`${name}@example.org`, `moved-${name}@example.org`, 'another-harbour-93'];
  const dora = await signUp(server, name, { email: address });
  const nobody = anonymous(server);
  const { path: _, ...confirmed } = linkIn(await mails.next(address, 'Confirm'));
  arranged(await nobody.post('/auth/users/activation/', confirmed), 204);
  arranged(await nobody.post('/auth/users/reset_password/', { email: address }), 204);
  const reset = linkIn(await mails.next(address, 'Set a new password'));
  const page = await newPage();
  const pressed = (button: string) => page.getByRole('button', { name: button, exact: true }).click();
  const headed = (title: string) => page.getByRole('heading', { name: title }).waitFor();
  const choose = async (word: string) => {
    await page.getByRole('textbox', { name: 'New password' }).fill(word);
    await pressed('Set the password');
  };

  // Whoever is logged in here: the link is what counts.
  await logIn(page, dora);
  await page.goto(`${reset.path}#${reset.uid}/${reset.token}`);
  await choose('short');
  await page.getByText('Too short: at least 8 characters.').waitFor();
  await choose(next);
  await headed('Your password is set');
  expect(new URL(page.url()).hash).toBe('');
  // Opened again, in the window that stands there.
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#${reset.uid}/${reset.token}`);
  await choose('yet-another-harbour-94');
  await headed('This link is good for nothing any more');
  await page.getByRole('link', { name: 'To the start page' }).click();

  await pressed('Forgot your password?');
  await page.getByLabel('E-mail').fill('nowhere');
  await pressed('Send me a link');
  await page.getByText('This is no e-mail address.').waitFor();
  await page.getByLabel('E-mail').fill(address);
  await pressed('Send me a link');
  await page.getByText('a link is on its way').waitFor();
  await mails.next(address, 'Set a new password');
  await pressed('Back to the log-in');
  await page.getByLabel('Username').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(next);
  await pressed('Log in');

  await page.getByRole('link', { name: 'settings' }).click();
  const profile = part(page, 'You');
  await profile.getByText('Confirmed.').waitFor();
  await profile.getByLabel('E-mail').fill(moved);
  await profile.getByLabel('Current password').fill(password);
  await pressed('Save');
  await profile.getByText('This is not your password.').waitFor();
  await profile.getByLabel('Current password').fill(next);
  await pressed('Save');
  await profile.getByText('Not confirmed yet').waitFor();
  await mails.next(moved, 'Confirm');
  await pressed('Send me that mail');
  await profile.getByText('Sent.').waitFor();
  const { uid, token, path } = linkIn(await mails.next(moved, 'Confirm'));
  // As by Back and Forward: a load costs a third of a second.
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, `${path}#${uid}/${token}`);
  await headed('Your e-mail address is confirmed');
  expect(new URL(page.url()).hash).toBe('');
});
