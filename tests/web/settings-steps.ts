import type { Locator, Page } from 'playwright-core';
import type { Person } from '../support/person.ts';

/** Opens the page as someone who logged in over HTTP before, on this device. */
export async function logInAs(page: Page, { token, user }: Pick<Person, 'token' | 'user'>): Promise<void> {
  await page.goto('/');
  await page.evaluate(
    (kept) => localStorage.setItem('holdline.session', kept),
    JSON.stringify({ token, user }),
  );
  await page.goto('/');
  await page.getByRole('button', { name: 'Start chatting' }).waitFor();
}

export async function openSettings(page: Page): Promise<void> {
  await page.goto('/settings/');
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
}

/** The part of the settings under this heading. */
export function part(page: Page, name: string): Locator {
  return page.getByRole('form', { name }).or(page.getByRole('region', { name }));
}
