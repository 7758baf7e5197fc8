import type { Page } from 'playwright-core';

/** Comes in with nothing but a name, by the form that stands there. */
export async function enterAs(page: Page, nickname: string): Promise<void> {
  await page.getByLabel('Nickname').fill(nickname);
  await page.getByLabel('Nickname').press('Enter');
}

export async function showSection(page: Page, name: 'Chats' | 'People' | 'Rooms'): Promise<void> {
  await page.getByRole('tab', { name }).click();
}
