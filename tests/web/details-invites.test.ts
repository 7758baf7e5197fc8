import { expect } from 'vitest';
import { newName } from '../support/people.ts';
import { signUp } from '../support/person.ts';
import { enterDetails, openSection } from './details-steps.ts';
import { test } from './kept-pages.ts';

interface Made {
  results: { code: string; url: string; uses: number; note: string }[];
}

test('an invite for one lets Carol in, and tells Dave that it is used up', async ({
  threePeople: { alice, bob, carol, path },
  look,
  server,
}) => {
  const dave = await signUp(server, newName('dave'));
  await alice.patch(`/api${path}`, { join_policy: 'invite' });
  await alice.patch(`/api${path}members/${bob.username}/`, { role: 'moderator' });
  const [alices, bobs] = await Promise.all([enterDetails(look, alice, path), enterDetails(look, bob, path)]);
  await openSection(bobs, 'Invites');
  await bobs.getByText('No invites yet.').waitFor();
  await bobs.getByLabel('Good for').selectOption('7 days');
  await bobs.getByLabel('Lets in').selectOption('1 person');
  await bobs.getByLabel('Note').fill('For Carol');
  await bobs.getByRole('button', { name: 'Make invite' }).click();
  const row = (page = bobs) =>
    page.getByRole('list', { name: 'Invites' }).getByRole('listitem').filter({ hasText: 'For Carol' });
  await row().getByText('0 of 1 used').waitFor();
  await openSection(alices, 'Invites');
  await row(alices).getByText('0 of 1 used').waitFor();

  const { body } = await alice.get<Made>(`/api${path}invites/`);
  const code = body.results[0]?.code;
  await row().getByRole('button', { name: 'QR code' }).click();
  const card = bobs.getByRole('dialog', { name: 'QR code of the invite' });
  const image = card.getByRole('img', { name: 'QR code of the invite' });
  // Drawn, and by the policy of the page allowed.
  await image.evaluate(async (it) => it instanceof HTMLImageElement && (await it.decode()));
  await card.getByText(`/join/${code}/`).waitFor();
  await bobs.keyboard.press('Escape');
  await card.waitFor({ state: 'detached' });

  expect((await carol.post(`/api/invites/${code}/accept/`)).status).toBe(200);
  // Both who look at the list see it at once.
  for (const page of [alices, bobs]) await row(page).getByText('1 of 1 used').waitFor();
  expect(await row().getByRole('button', { name: 'QR code' }).count()).toBe(0);
  const late = await dave.post<{ code: string }>(`/api/invites/${code}/accept/`);
  expect([late.status, late.body.code]).toEqual([410, 'invite_used_up']);
  await look(carol, path);
});

test('an invite that is withdrawn lets nobody in, and is gone from the list', async ({
  threePeople: { alice, carol, path },
  look,
}) => {
  const page = await enterDetails(look, alice, path);
  await openSection(page, 'Invites');
  await page.getByLabel('Good for').selectOption('ever');
  await page.getByLabel('Lets in').selectOption('everyone who has it');
  await page.getByRole('button', { name: 'Make invite' }).click();
  const list = page.getByRole('list', { name: 'Invites' });
  await list.getByText('used 0 times · good for ever').waitFor();
  const { body } = await alice.get<Made>(`/api${path}invites/`);
  await list.getByRole('button', { name: 'Withdraw' }).click();
  await page.getByText('The invite is withdrawn').waitFor();
  await page.getByText('No invites yet.').waitFor();
  const refused = await carol.post<{ code: string }>(`/api/invites/${body.results[0]?.code}/accept/`);
  expect([refused.status, refused.body.code]).toEqual([410, 'invite_withdrawn']);
});

test('every member can hand on the link, also as a QR code, as long as it lets people in', async ({
  threePeople: { alice, bob, path },
  look,
}) => {
  const bobs = await enterDetails(look, bob, path);
  await openSection(bobs, 'Invite link');
  const button = bobs.getByRole('button', { name: 'QR code' });
  await button.click();
  const card = bobs.getByRole('dialog', { name: 'QR code of the invite link' });
  await card.getByRole('img').evaluate(async (it) => it instanceof HTMLImageElement && (await it.decode()));
  await card.getByText(path).waitFor();
  await bobs.keyboard.press('Escape');
  await card.waitFor({ state: 'detached' });
  await alice.patch(`/api${path}`, { join_policy: 'closed' });
  await button.waitFor({ state: 'detached' });
});
