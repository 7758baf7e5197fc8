import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { newName, ownerOf } from '../support/people.ts';
import { signUp } from '../support/person.ts';
import { until } from '../support/until.ts';
import { openAs } from './pages.ts';
import { test } from './stage.ts';
import { composer } from './steps.ts';

const field = (page: Page) => page.getByRole('combobox', { name: 'Chat, person or room' });

/** The one that Enter would take. */
async function expectChosen(page: Page, name: string): Promise<void> {
  const chosen = () =>
    field(page).evaluate(
      (input) => document.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.textContent,
    );
  await until(chosen, { what: `${name} is chosen`, is: (text) => text === name });
}

test('the keyboard alone leads to a chat, to a person and to a room', async ({ newPage, server }) => {
  const { owner, path } = await ownerOf(server, 'Walk on Sunday');
  const { body: second } = await owner.post<{ uri: string }>('/api/chats/', { name: 'Walnut cake' });
  const bob = await signUp(server, newName('bob'), { display_name: newName('Béatrice') });
  await bob.post('/api/chats/', { public: true, name: 'Walzer night', slug: newName('walzer') });
  const page = await newPage();
  await openAs(page, owner, path);
  await page.getByRole('log').waitFor();

  await page.keyboard.press('Control+k');
  await field(page).waitFor();
  await page.keyboard.type('wal');
  await expectChosen(page, 'Walnut cake');
  await page.getByRole('option', { name: 'Walzer night' }).waitFor();
  await page.keyboard.press('ArrowUp');
  await expectChosen(page, 'Search all chats for “wal”');
  await page.keyboard.press('ArrowUp');
  await expectChosen(page, 'Walzer night');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expectChosen(page, 'Walnut cake');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Walnut cake' }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/chats/${second.uri}/`);

  await page.keyboard.press('Control+k');
  await field(page).waitFor();
  await page.keyboard.type('beatrice');
  await expectChosen(page, bob.user.display_name);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: bob.user.display_name }).waitFor();

  // What is no name is looked for in all that was said; a find leads there, and Back to the finds.
  await owner.post(`/api${path}messages/`, { message: 'Marzipan for everybody' });
  await page.keyboard.press('Control+k');
  await field(page).waitFor();
  await page.keyboard.type('marzi');
  await expectChosen(page, 'Search all chats for “marzi”');
  await page.keyboard.press('Enter');
  const find = page
    .getByRole('list', { name: 'Found messages' })
    .getByRole('link', { name: /Walk on Sunday/ });
  await find.waitFor();
  expect(await find.locator('mark').allTextContents()).toEqual(['Marzi']);
  await find.click();
  await page.getByRole('heading', { name: 'Walk on Sunday' }).waitFor();
  await page.getByRole('log').getByText('Marzipan for everybody').waitFor();
  await page.goBack();
  await find.waitFor();
  expect(await page.getByLabel('Words to look for').inputValue()).toBe('marzi');
  await page.reload();
  await find.waitFor();
  await page.keyboard.type('zz');
  await page.getByText('Nothing found.').waitFor();

  await page.keyboard.press('Control+k');
  await field(page).waitFor();
  await page.keyboard.type('walz');
  await expectChosen(page, 'Walzer night');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Walzer night' }).waitFor();
});

test('Escape closes it and gives the focus back; on a phone there is a button', async ({
  newPage,
  server,
}) => {
  const { owner, path } = await ownerOf(server, 'Choir');
  const page = await newPage();
  await openAs(page, owner, path);
  await composer(page).fill('Half a thou');
  await page.keyboard.press('Control+k');
  await field(page).waitFor();
  await page.keyboard.type('no such thing');
  await page.getByText('Nothing of that name.').waitFor();
  await page.keyboard.press('Escape');
  await field(page).waitFor({ state: 'detached' });
  const hasFocus = () => composer(page).evaluate((area) => area === document.activeElement);
  await until(hasFocus, { what: 'the composer has the focus again' });

  const phone = await newPage({ width: 390, height: 700, hasTouch: true, isMobile: true });
  await openAs(phone, owner);
  await phone.getByRole('button', { name: 'Go to a chat, a person or a room' }).tap();
  await phone.getByRole('option', { name: 'Choir' }).tap();
  await phone.getByRole('heading', { name: 'Choir' }).waitFor();
});
