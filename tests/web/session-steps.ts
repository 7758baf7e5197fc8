import type { Page } from 'playwright-core';

interface Kept {
  token: string;
  takenAtMs: number;
}

/** What the page keeps of who is logged in. */
export function keptSession(page: Page): Promise<Kept> {
  return page.evaluate(() => JSON.parse(localStorage.getItem('holdline.session') ?? '{}'));
}

/** As if the token had been handed out that long ago; seen by a page that is opened afterwards. */
export async function ageSession(page: Page, ms: number): Promise<void> {
  await page.evaluate((age) => {
    const kept = JSON.parse(localStorage.getItem('holdline.session') ?? '{}');
    localStorage.setItem('holdline.session', JSON.stringify({ ...kept, takenAtMs: Date.now() - age }));
  }, ms);
}

/** Ends all of this person's sessions, as from another device. */
export async function endElsewhere(page: Page, token: string): Promise<void> {
  await page.request.post('/auth/token/destroy/', {
    data: { all: true },
    headers: { Authorization: `JWT ${token}` },
  });
}

export async function statusOf(page: Page, token: string): Promise<number> {
  return (await page.request.get('/auth/me/', { headers: { Authorization: `JWT ${token}` } })).status();
}
