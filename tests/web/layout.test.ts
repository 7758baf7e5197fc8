import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { newName, personInChat } from '../support/people.ts';
import { signUp as signUpOverHttp } from '../support/person.ts';
import { until } from '../support/until.ts';
import { logIn, openOwnChat, signUp } from './pages.ts';
import { test } from './stage.ts';
import { message, openChat, openDetails, sayOverHttp, startChat } from './steps.ts';

const longWord = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(3);

async function expectFits(page: Page, screen: string): Promise<void> {
  const { width } = page.viewportSize() ?? { width: 0 };
  // In the frame in which a window gets narrower, what was there may still be as wide as it was.
  const needed = () => page.evaluate(() => document.documentElement.scrollWidth);
  await expect.poll(needed, { message: `${screen} needs more px` }).toBeLessThanOrEqual(width);
  const log = page.getByRole('log');
  if ((await log.count()) > 0) expect(await log.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
  const beyond = await page.evaluate(
    (right) =>
      [...document.querySelectorAll('button, a, input, textarea, h1, .bubble')]
        .filter((element) => element.getBoundingClientRect().right > right + 0.5)
        .map((element) => element.outerHTML.slice(0, 120)),
    width,
  );
  expect(beyond, screen).toEqual([]);
}

test('nothing sticks out sideways on a screen 1280, 768 or 320 px wide', async ({ newPage, server }) => {
  const page = await newPage();
  /** The same page each time, as when a window is made narrower: another costs a load. */
  const expectFitsAll = async (screen: string, show: () => Promise<unknown>) => {
    for (const width of [1280, 768, 320]) {
      await page.setViewportSize({ width, height: 640 });
      await show();
      await expectFits(page, `${screen} at ${width} px`);
    }
  };
  await page.goto('/');
  await expectFitsAll('the start page', () => page.getByLabel('Nickname').waitFor());
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByRole('button', { name: 'Sign up' }).click();
  await expectFitsAll('the form with errors', () => page.getByText('Please fill this in.').first().waitFor());
  const owner = await signUpOverHttp(server, `${newName('long')}${'w'.repeat(120)}`);
  const { body } = await owner.post<{ uri: string }>('/api/chats/', { name: longWord.slice(0, 100) });
  const path = `/chats/${body.uri}/`;
  await sayOverHttp(owner, path, [longWord, 'שלום עולם', `https://example.org/${'x'.repeat(300)}`]);
  const { body: history } = await owner.get<{ messages: { id: number }[] }>(`/api${path}messages/`);
  await owner.put(`/api${path}messages/${history.messages[0]?.id}/pin/`);
  await page.goto(path);
  await expectFitsAll('the invitation', () => page.getByLabel('Nickname').waitFor());
  await logIn(page, await signUpOverHttp(server, newName('alice')));
  await openChat(page, path);
  const sidebar = page.getByRole('button', { name: 'Start chatting' });
  await expectFitsAll('the chat', async () => {
    await page.getByRole('log').waitFor();
    await sidebar.waitFor({ state: page.viewportSize()?.width === 1280 ? 'visible' : 'detached' });
  });
  await page.getByRole('button', { name: '1 pinned message' }).click();
  const pins = page.getByRole('dialog').getByRole('list');
  expect(await pins.evaluate((it) => it.scrollWidth - it.clientWidth), 'what is pinned').toBe(0);
  await page.keyboard.press('Escape');
  const details = page.getByRole('button', { name: 'Members and settings' });
  await expectFitsAll('the details', async () => {
    if ((await details.getAttribute('aria-expanded')) === 'false') await details.click();
    await page.getByRole('heading', { name: 'Members' }).waitFor();
  });
  await page.goto('/');
  await expectFitsAll('the list of chats', () =>
    page.getByRole('link', { name: longWord.slice(0, 20) }).waitFor(),
  );
});

test('what a finger presses is at least 44 px high', async ({ newPage }) => {
  const page = await newPage({ width: 320, height: 640, hasTouch: true, isMobile: true });
  const small = () =>
    page.evaluate(() =>
      // A field for files is pressed by its label.
      [
        ...document.querySelectorAll(
          'button, a, input:not([type="file"]), label:has([type="file"]), textarea',
        ),
      ]
        .map((element) => ({
          element: element.outerHTML.slice(0, 100),
          ...element.getBoundingClientRect().toJSON(),
        }))
        .filter(({ height, width }) => height > 0 && (height < 44 || width < 44))
        .map(({ element, height, width }) => `${element}: ${width} x ${height}`),
    );
  await page.goto('/');
  await page.getByLabel('Nickname').waitFor();
  expect(await small()).toEqual([]);
  await signUp(page, newName('alice'));
  expect(await small()).toEqual([]);
  await startChat(page);
  expect(await small()).toEqual([]);
  await openDetails(page);
  expect(await small()).toEqual([]);
});

test('on a phone the keyboard does not rise over a talk that was just opened', async ({
  newPage,
  server,
}) => {
  const page = await newPage({ width: 390, height: 700, hasTouch: true, isMobile: true });
  const path = await openOwnChat(page, newName('alice'));
  await sayOverHttp(await personInChat(server, newName('bob'), path), path, ['Read me first']);
  await openChat(page, path);
  await message(page, 'Read me first').waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.tagName);
  await until(focused, { what: 'the focus is on the heading', is: (tag) => tag === 'H1' });
});
