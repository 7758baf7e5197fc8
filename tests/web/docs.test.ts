import type { Page, Request } from 'playwright-core';
import { expect } from 'vitest';
import { newName } from '../support/people.ts';
import { signUp } from '../support/person.ts';
import { colours, complaints, everything } from './complaints.ts';
import { logIn } from './pages.ts';
import { pagesOf, test as stage } from './stage.ts';

/** One page for all tests of this file: it is large, and nothing on it is kept from one to the next but who asks. */
const test = stage
  .extend('alice', { scope: 'file' }, ({ server }) => signUp(server, newName('alice')))
  .extend('docs', { scope: 'file' }, async ({ stock, server, alice }, { onCleanup }) => {
    const { open, close, takeFaults } = pagesOf(stock, server);
    onCleanup(close);
    // What moves is measured half-way, and costs every frame of it.
    const page = await open({ reducedMotion: 'reduce' });
    await logIn(page, alice);
    const asked: Request[] = [];
    page.on('request', (request) => asked.push(request));
    await page.goto('/api/docs/');
    return { page, asked, takeFaults };
  });

const call = (page: Page, id: string) => {
  const section = page.locator(`#${id}`);
  return {
    section,
    open: () => section.getByText('Try it').click(),
    send: () => section.getByRole('button', { name: 'Send' }).click(),
    answered: (status: string | RegExp) => section.getByRole('status').filter({ hasText: status }).waitFor(),
    answer: () => section.locator('[data-answer]').textContent(),
  };
};

test('a guest starts a chat and speaks in it, by the keyboard, with what the answers named, and the page asks nobody else', async ({
  docs: { page, asked, takeFaults },
  server,
}) => {
  const start = call(page, 'postChats');
  await start.section.getByText('Try it').focus();
  await page.keyboard.press('Enter');
  await start.section.getByText('Asked as Nobody').waitFor();
  await start.section.getByRole('button', { name: 'Come in as a guest' }).press('Enter');
  await start.section.getByText(/Asked as Reader \d+, a guest/).waitFor();
  // Whoever came in by that button stands on the one that sends.
  await page.keyboard.press('Enter');
  await start.answered(/^201 Created, in \d+ ms$/);
  const uri = /"uri": "(\w+)"/.exec((await start.answer()) ?? '')?.[1] ?? '';

  const speak = call(page, 'postChatsUriMessages');
  await page
    .locator('#contents')
    .getByRole('link', { name: 'POST /api/chats/{uri}/messages/', exact: true })
    .click();
  await page.locator('#contents [href="#postChatsUriMessages"][aria-current="location"]').waitFor();
  await speak.open();
  expect(await speak.section.getByRole('textbox', { name: 'uri' }).inputValue()).toBe(uri);
  await speak.section.getByRole('textbox', { name: 'message' }).fill('<b>Hello</b>');
  await speak.send();
  await speak.answered(/^201 Created/);
  expect(await speak.answer()).toContain('"message": "<b>Hello</b>"');

  const remove = call(page, 'deleteChatsUriMessagesId');
  await remove.open();
  await remove.send();
  const question = page.getByRole('dialog', { name: 'Send it?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await remove.send();
  await question.getByRole('button', { name: 'Send' }).click();
  await remove.answered(/^204 No Content/);

  const calls = asked.map((request) => `${request.method()} ${request.url().replace(server.url, '')}`);
  expect(calls).toEqual([
    'GET /api/docs/',
    'POST /auth/guests/',
    'POST /api/chats/',
    `POST /api/chats/${uri}/messages/`,
    expect.stringMatching(`^DELETE /api/chats/${uri}/messages/\\d+/$`),
  ]);
  expect(takeFaults()).toEqual([]);
});

test('who is logged in here is used by a button alone, and never in an address or kept twice', async ({
  docs: { page, asked, takeFaults },
  alice,
}) => {
  const isHers = async (request: Request | undefined) =>
    (await request?.headerValue('authorization')) === `JWT ${alice.token}`;
  const me = call(page, 'getAuthMe');
  await me.open();
  await me.send();
  await me.answered(/^200 OK/);
  expect(await isHers(asked.at(-1))).toBe(false);
  await page.getByRole('button', { name: `As ${alice.user.display_name}` }).click();
  await me.send();
  await me.section.getByText(`"username": "${alice.username}"`).waitFor();
  expect(await isHers(asked.at(-1))).toBe(true);
  const addresses = [page.url(), ...asked.map((request) => request.url())].join();
  expect(addresses).not.toContain(alice.token);
  expect(await page.evaluate(() => sessionStorage.getItem('holdline.docs.guest'))).toBeNull();
  expect(takeFaults()).toEqual([]);
});

/** Two seconds of axe, for `npm run test:soak`: the page is made by the server alone, of parts that repeat. */
const isWhole = process.env.HOLDLINE_TEST_WHOLE === 'on';

test.runIf(isWhole)(
  'axe finds nothing wrong with the page and what was answered on it, in either theme',
  async ({ docs: { page, takeFaults } }) => {
    for (const [theme, rules] of [['light', everything] as const, ['dark', colours] as const]) {
      await page.getByLabel('Theme').selectOption(theme);
      expect(await complaints(page, rules), theme).toEqual([]);
    }
    expect(takeFaults()).toEqual([]);
  },
);
