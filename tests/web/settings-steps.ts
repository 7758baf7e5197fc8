import type { Locator, Page } from 'playwright-core';

export async function openSettings(page: Page): Promise<void> {
  await page.goto('/settings/');
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
}

/** The part of the settings under this heading. */
export function part(page: Page, name: string): Locator {
  return page.getByRole('form', { name }).or(page.getByRole('region', { name }));
}
