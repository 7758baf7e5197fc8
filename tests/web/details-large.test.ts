import type { Knex } from 'knex';
import { expect } from 'vitest';
import { openDatabase } from '../../api/db/connection.ts';
import { insertCrowd, insertMembers } from '../support/crowd.ts';
import { newName, threePeople } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { signUp } from '../support/person.ts';
import type { TestServer } from '../support/server.ts';
import { enterDetails } from './details-steps.ts';
import { pageOf } from './pages.ts';
import { test } from './stage.ts';
import { focusOn } from './steps.ts';

/** More than the chat itself brings along, and than one page of the list holds. */
const crowd = 215;

/** What would be hundreds of calls over HTTP. */
async function fill(server: TestServer, alice: Person, path: string): Promise<void> {
  const { body: chat } = await alice.get<{ id: number }>(`/api${path}`);
  await server.halt();
  const db = openDatabase({ databaseUrl: null, dataDir: server.settings.DATA_DIR ?? '' });
  const enter = async (trx: Knex) => insertMembers(trx, chat.id, await insertCrowd(trx, crowd));
  await db.transaction(enter).finally(() => db.close());
  await server.resume();
}

test('of many members a part is shown; the others come page by page, and anyone is found', async ({
  newPage,
  server,
}) => {
  const { alice, path } = await threePeople(server);
  await fill(server, alice, path);
  const late = await signUp(server, newName('zoe'));
  await late.patch(`/api${path}`, {});

  const page = await enterDetails((person, to) => pageOf(newPage, person, to), alice, path);
  const rows = page.getByRole('list', { name: 'Members' }).getByRole('listitem');
  expect(await rows.count()).toBe(12);
  await page.getByRole('button', { name: 'Show more members' }).click();
  await rows.nth(61).waitFor();
  await focusOn(rows.nth(12).getByRole('button'), 'the first of those that came');

  const search = page.getByRole('textbox', { name: 'Find someone' });
  // The whole name: a part of it may be in the random username of one of so many guests.
  await search.fill(late.username);
  await rows.filter({ hasText: late.username }).waitFor();
  await page.getByRole('status').getByText('1 person found').waitFor();
  await search.fill(`CROWD ${crowd}`);
  await rows.filter({ hasText: `Crowd ${crowd}` }).waitFor();
  await search.fill('nobody-like-that');
  await page.getByText('Nobody here has such a name.').waitFor();
  await search.fill('');
  const more = page.getByRole('button', { name: 'Show more members' });
  for (let shown = 62; shown < crowd; shown += 50) await more.click();
  await rows.nth(crowd + 2).waitFor();
  expect(await rows.count()).toBe(crowd + 3);
  expect(await more.count()).toBe(0);
});
