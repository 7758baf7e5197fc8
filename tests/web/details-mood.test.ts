import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { enterDetails, openSection } from './details-steps.ts';
import { intercept } from './intercept.ts';
import { test } from './kept-pages.ts';

const happy = 'I love this wonderful, amazing day!';
const sad = 'This is terrible, awful and sad.';

function moodOf(page: Page, name: string) {
  return page.getByRole('list', { name: 'Mood of each' }).getByRole('listitem').filter({ hasText: name });
}

test('the mood is shown over time and for each who spoke, as far as one may see it, and again when asked for', async ({
  threePeople: { alice, bob, carol, path },
  look,
}) => {
  await carol.patch(`/api${path}`, {});
  const [alices, bobs] = await Promise.all([enterDetails(look, alice, path), enterDetails(look, bob, path)]);
  await openSection(alices, 'Mood');
  await alices.getByText('Nobody has said anything yet: there is no mood to show.').waitFor();
  await alice.post(`/api${path}messages/`, { message: happy });
  await bob.post(`/api${path}messages/`, { message: sad });
  await carol.post(`/api${path}messages/`, { message: sad, to: alice.username });
  await alices.getByRole('button', { name: 'Refresh' }).click();
  await openSection(bobs, 'Mood');
  await alices.getByText(/On average .*, in 3 messages\.$/).waitFor();
  await bobs.getByText(/On average .*, in 2 messages\.$/).waitFor();
  for (const page of [alices, bobs]) {
    // The talk, and no ranking of people unless somebody asks.
    expect(await moodOf(page, alice.username).count()).toBe(0);
    await page.getByText('Mood of each').click();
    await moodOf(page, alice.username).getByRole('img', { name: 'Sounds happy' }).waitFor();
    await moodOf(page, bob.username).getByRole('img', { name: 'Sounds sad' }).waitFor();
  }
  await moodOf(alices, carol.username).waitFor();
  expect(await moodOf(bobs, carol.username).count()).toBe(0);
  const chart = bobs.getByRole('img', { name: 'Mood over time' });
  expect(await chart.locator('rect').count()).toBe(2);
  await bobs.getByText('The numbers').click();
  const rows = bobs.getByRole('table').getByRole('row');
  expect(await rows.count()).toBe(3);
  expect(await rows.nth(1).innerText()).toMatch(/\+0\.\d\d\s+1$/);
  expect(await rows.nth(2).innerText()).toMatch(/−0\.\d\d\s+1$/);
});

test('the talk is saved as a file of the chat’s name, with what one may see in it', async ({
  threePeople: { alice, bob, carol, path },
  look,
}) => {
  await carol.patch(`/api${path}`, {});
  await alice.patch(`/api${path}`, { name: 'Sunday/walk: plans?' });
  await bob.post(`/api${path}messages/`, { message: 'Grüße, everyone' });
  await carol.post(`/api${path}messages/`, { message: 'for Bob alone', to: bob.username });
  const page = await enterDetails(look, alice, path);
  await openSection(page, 'Save the talk');
  for (const [button, ending] of [
    ['Text', 'txt'],
    ['Table (CSV)', 'csv'],
    ['Data (JSON)', 'json'],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`Sunday walk plans.${ending}`);
    const content = await readFile(await download.path(), 'utf8');
    expect(content).toContain('Grüße, everyone');
    expect(content).not.toContain('for Bob alone');
    await page.getByRole('status').getByText('Saved to your downloads.').waitFor();
  }
});

test('a file that can’t be had is said, and one that takes too long is stopped', async ({
  threePeople: { alice, path },
  look,
}) => {
  const page = await enterDetails(look, alice, path);
  await openSection(page, 'Save the talk');
  const answer = { status: 503, headers: { 'Retry-After': '7' }, json: { detail: 'Busy.', code: 'busy' } };
  const fail = await intercept(page, '**/export/**', (route) => route.fulfill(answer));
  await page.getByRole('button', { name: 'Text' }).click();
  await page.getByText('The server needs a pause. Try again in 7 seconds.').waitFor();
  fail();
  const hang = await intercept(page, '**/export/**', () => {});
  await page.getByRole('button', { name: 'Data (JSON)' }).click();
  await page.getByText('Preparing the file …').waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText('Preparing the file …').waitFor({ state: 'detached' });
  expect(await page.getByRole('alert').filter({ hasText: /\S/ }).count()).toBe(0);
  hang();
});
