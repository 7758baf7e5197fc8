import { expect } from 'vitest';
import { newName, threePeople } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { signUp } from '../support/person.ts';
import { enterDetails } from './details-steps.ts';
import { pageOf } from './pages.ts';
import { test } from './stage.ts';

/** More than the chat itself brings along, and than one page of the list holds. */
const crowd = 215;

test('of many members a part is shown; the others come page by page, and anyone is found', async ({
  newPage,
  server,
}) => {
  const { alice, path } = await threePeople(server);
  const guests: Promise<{ body: { token: string; user: Person['user'] } }>[] = [];
  for (let i = 0; i < crowd; i++)
    guests.push(alice.post('/auth/guests/', { nickname: newName('guest') }, { token: null }));
  const people = (await Promise.all(guests)).map(({ body }) => body);
  await Promise.all(people.map(({ token }) => alice.patch(`/api${path}`, {}, { token })));
  const last = people.at(-1)?.user.display_name ?? '';
  const late = await signUp(server, newName('zoe'));
  await late.patch(`/api${path}`, {});

  const page = await enterDetails((person, to) => pageOf(newPage, person, to), alice, path);
  const rows = page.getByRole('list', { name: 'Members' }).getByRole('listitem');
  expect(await rows.count()).toBe(50);
  await page.getByRole('button', { name: 'Show more members' }).click();
  await rows.nth(99).waitFor();
  expect(
    await rows
      .nth(50)
      .getByRole('button')
      .evaluate((it) => it === document.activeElement),
  ).toBe(true);

  const search = page.getByRole('textbox', { name: 'Find someone' });
  // The whole name: a part of it may be in the random username of one of so many guests.
  await search.fill(late.username);
  await rows.filter({ hasText: late.username }).waitFor();
  await page.getByRole('status').getByText('1 person found').waitFor();
  await search.fill(last.toUpperCase());
  await rows.filter({ hasText: last }).first().waitFor();
  await search.fill('nobody-like-that');
  await page.getByText('Nobody here has such a name.').waitFor();
  await search.fill('');
  const more = page.getByRole('button', { name: 'Show more members' });
  for (let shown = 100; shown < crowd; shown += 50) await more.click();
  await rows.nth(crowd + 2).waitFor();
  expect(await rows.count()).toBe(crowd + 3);
  expect(await more.count()).toBe(0);
});
