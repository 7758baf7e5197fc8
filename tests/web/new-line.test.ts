import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Person } from '../support/person.ts';
import { until } from '../support/until.ts';
import { test as stage } from './kept-pages.ts';
import { readAll, said, seeSoon } from './message-steps.ts';
import { focusOn, gone, message, say, sayOverHttp, tellOnline } from './steps.ts';

// Hundreds of messages are said here at once, to have them.
const test = stage.extend('rateLimits', { scope: 'file' }, () => 'off');

const words = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `Word ${from + index}`);

const bar = (page: Page) => page.getByRole('button', { name: /since/ });

const chatOf = async (person: Person, path: string) =>
  (await person.get<{ unread: number; read_message_id: number }>(`/api${path}`)).body;

/** Where a message stands in the log: 0 at its upper edge, 1 at its lower one. */
const placeOf = (page: Page, text: string) =>
  message(page, text).evaluate((row) => {
    const [log, own] = [row.closest('.log') ?? row, row].map((it) => it.getBoundingClientRect());
    return log && own ? (own.top - log.top) / log.height : Number.NaN;
  });

const lastInView = (page: Page) =>
  page.getByRole('log').evaluate((log) => {
    const { bottom } = log.getBoundingClientRect();
    const rows = [...log.querySelectorAll<HTMLElement>('[data-id]')];
    return Number(rows.findLast((row) => row.getBoundingClientRect().bottom <= bottom)?.dataset.id);
  });

/** Waits until as much is read as was on the screen; tells how much is unread then, by the bar as by the server. */
async function readWhatIsSeen(page: Page, person: Person, path: string): Promise<number> {
  const seenId = await lastInView(page);
  await until(async () => (await chatOf(person, path)).read_message_id, {
    what: 'what is in view is read, and no more',
    is: (id) => id === seenId,
  });
  const { unread } = await chatOf(person, path);
  await page.getByRole('button', { name: `${unread} unread since` }).waitFor();
  return unread;
}

/** What a browser tells when another window is used, and again when this one is. */
const use = (page: Page, isUsed: boolean) =>
  page.evaluate((is) => {
    document.hasFocus = () => is;
    dispatchEvent(new Event(is ? 'focus' : 'blur'));
  }, isUsed);

test('a line stands where the unread began when one came, and stays while one reads on', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  const seenId = await said(bob, path, 'Seen');
  await alice.put(`/api${path}read/`, { message_id: seenId });
  await said(alice, path, 'My own word');
  await said(bob, path, 'First unread');
  await said(carol, path, 'Second unread');
  const page = await look(alice, path);
  const rows = () =>
    page
      .getByRole('log')
      .getByRole('listitem')
      .filter({ hasText: /unread|Seen|own word|^New$|later/ })
      .evaluateAll((all) =>
        all.map((it) => /(New|Seen|(First|Second) unread|own word|later)/.exec(it.textContent ?? '')?.[0]),
      );
  await message(page, 'Second unread').waitFor();
  expect(await rows()).toEqual(['Seen', 'own word', 'New', 'First unread', 'Second unread']);
  await sayOverHttp(bob, path, ['And later']);
  await seeSoon(page, message(page, 'And later'));
  expect(await rows()).toEqual(['Seen', 'own word', 'New', 'First unread', 'Second unread', 'later']);
});

test('whoever has read everything sees no such line', async ({ threeInChat: { alice, bob, path }, look }) => {
  await alice.put(`/api${path}read/`, { message_id: await said(bob, path, 'Seen') });
  const page = await look(alice, path);
  await message(page, 'Seen').waitFor();
  await say(page, 'Mine');
  await message(page, 'Mine').waitFor();
  expect(await page.getByRole('log').getByText('New', { exact: true }).count()).toBe(0);
});

test('a chat opens where the unread begins, reads what is seen, and leads to the newest and back', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  await said(bob, path, 'Seen');
  await readAll(alice, path);
  await sayOverHttp(bob, path, words(1, 80));
  await bob.post(`/api${path}messages/`, { message: 'Not for alice', to: carol.username });
  await bob.delete(`/api${path}messages/${await said(bob, path, 'Taken back')}/`);
  await sayOverHttp(bob, path, words(81, 152));
  const page = await look(alice, path);
  await bar(page).waitFor();
  expect(await placeOf(page, 'Word 1')).toBeGreaterThan(0.2);
  expect(await placeOf(page, 'Word 1')).toBeLessThan(0.5);
  expect(await placeOf(page, 'Seen')).toBeGreaterThan(0);
  expect(await message(page, 'Word 152').count()).toBe(0);
  const unread = await readWhatIsSeen(page, alice, path);
  expect(unread).toBeGreaterThan(130);

  // What comes meanwhile is counted, and nothing moves.
  const place = await placeOf(page, 'Word 1');
  await sayOverHttp(bob, path, words(153, 155));
  await tellOnline(page);
  await page.getByRole('button', { name: `${unread + 3} unread since` }).waitFor();
  expect(await placeOf(page, 'Word 1')).toBe(place);

  // Whoever goes to the newest has done with what is before it, and finds the way back.
  await page.getByRole('button', { name: 'Back to the newest' }).click();
  await message(page, 'Word 155').waitFor();
  await until(() => chatOf(alice, path), { what: 'all is read', is: (chat) => chat.unread === 0 });
  await page.getByRole('button', { name: /^New since/ }).click();
  await focusOn(message(page, 'Word 1'), 'the first unread message');
  await page.keyboard.press('Escape');
  await gone(bar(page));
});

test('on a phone, too, and one may have done with all of it, or read on to its end', async ({
  threeInChat: { alice, bob, path },
  look,
}) => {
  await sayOverHttp(bob, path, words(1, 25));
  const page = await look(alice, path);
  await page.setViewportSize({ width: 320, height: 640 });
  const done = page.getByRole('button', { name: 'Mark as read' });
  await done.waitFor();
  await until(() => page.evaluate(() => document.documentElement.scrollWidth), {
    what: 'nothing is wider than the screen',
    is: (px) => px === 320,
  });
  const place = await placeOf(page, 'Word 3');
  await done.click();
  await focusOn(page.getByRole('log'), 'the log');
  await gone(bar(page));
  await until(() => chatOf(alice, path), { what: 'all is read', is: (chat) => chat.unread === 0 });
  expect(await placeOf(page, 'Word 3')).toBe(place);

  // What comes while another window is used begins anew, and is not passed over.
  await page.getByRole('button', { name: 'Back to the newest' }).click();
  await message(page, 'Word 25').waitFor();
  await use(page, false);
  await sayOverHttp(bob, path, words(26, 47));
  await tellOnline(page);
  await page.getByRole('button', { name: '22 unread since' }).waitFor();
  expect(await placeOf(page, 'Word 26')).toBeLessThan(0.5);
  expect((await chatOf(alice, path)).unread).toBe(22);
  await use(page, true);
  expect(await readWhatIsSeen(page, alice, path)).toBeGreaterThan(8);
  await page.getByRole('log').evaluate((log) => log.scrollTo(0, log.scrollHeight));
  await gone(bar(page));
  await until(() => chatOf(alice, path), { what: 'all is read', is: (chat) => chat.unread === 0 });
  await page.setViewportSize({ width: 1280, height: 800 });
});
