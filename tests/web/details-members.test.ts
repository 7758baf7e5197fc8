import { expect } from 'vitest';
import { until } from '../support/until.ts';
import { enterDetails, hasButtons, member, openOptions } from './details-steps.ts';
import { test } from './kept-pages.ts';
import { composer, focusOn, gone, openDetails } from './steps.ts';

test('the owner makes a moderator, whose page shows it and what it allows at once; and takes it back', async ({
  threePeople: { alice, bob, carol, path },
  look,
}) => {
  await carol.patch(`/api${path}`, {});
  const [alices, bobs] = await Promise.all([enterDetails(look, alice, path), enterDetails(look, bob, path)]);
  const plain = await openOptions(bobs, carol.username);
  await hasButtons(plain, ['Open private chat', 'Whisper', 'Block …', 'Close']);
  // Who may do what is known by now.
  expect(await bobs.getByRole('button', { name: 'Invites', exact: true }).count()).toBe(0);

  const options = await openOptions(alices, bob.username);
  await options.getByRole('button', { name: 'Make moderator' }).click();
  await options.getByText('Moderator', { exact: false }).first().waitFor();
  // Bob's card is still open, and offers what he may do from now on.
  await plain.getByRole('button', { name: 'Ban' }).waitFor();
  await hasButtons(plain, ['Open private chat', 'Whisper', 'Remove …', 'Ban …', 'Block …', 'Close']);
  await plain.getByRole('button', { name: 'Remove' }).click();
  await bobs.getByRole('dialog', { name: `Remove ${carol.username}?` }).waitFor();

  await options.getByRole('button', { name: 'Make plain member' }).click();
  await options.getByRole('button', { name: 'Make moderator' }).waitFor();
  // In the middle of the question the right to it is gone.
  await hasButtons(plain, ['Open private chat', 'Whisper', 'Block …', 'Close']);
  await plain.getByRole('button', { name: 'Close' }).click();
  await bobs.getByRole('button', { name: 'Invites', exact: true }).waitFor({ state: 'detached' });
});

test('a moderator has no power over the owner, nor over other moderators, and no settings', async ({
  threePeople: { alice, bob, carol, path },
  look,
}) => {
  await carol.patch(`/api${path}`, {});
  for (const { username } of [bob, carol])
    await alice.patch(`/api${path}members/${username}/`, { role: 'moderator' });
  const bobs = await enterDetails(look, bob, path);
  for (const { username } of [alice, carol]) {
    const options = await openOptions(bobs, username);
    await hasButtons(options, ['Open private chat', 'Whisper', 'Block …', 'Close']);
    await options.getByRole('button', { name: 'Close' }).click();
    await options.waitFor({ state: 'detached' });
  }
  for (const name of ['Invites', 'Bans'])
    expect(await bobs.getByRole('button', { name, exact: true }).count()).toBe(1);
  expect(await bobs.getByRole('button', { name: 'Chat settings' }).count()).toBe(0);
});

test('the owner hands the chat over, and from then on is a moderator', async ({
  threePeople: { alice, bob, path },
  look,
}) => {
  const [alices, bobs] = await Promise.all([enterDetails(look, alice, path), enterDetails(look, bob, path)]);
  const options = await openOptions(alices, bob.username);
  await options.getByRole('button', { name: 'Hand the chat over' }).click();
  const question = alices.getByRole('dialog', { name: `Hand the chat over to ${bob.username}?` });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await options.getByRole('button', { name: 'Hand the chat over' }).click();
  await question.getByRole('button', { name: 'Hand over' }).click();
  await question.waitFor({ state: 'detached' });
  for (const page of [alices, bobs]) {
    await member(page, bob.username).getByText('owner', { exact: true }).waitFor();
    await member(page, alice.username).getByText('moderator', { exact: true }).waitFor();
  }
  await bobs.getByRole('button', { name: 'Chat settings' }).waitFor();
  await gone(alices.getByRole('button', { name: 'Chat settings' }));
  expect(await alices.getByRole('button', { name: 'Invites', exact: true }).count()).toBe(1);
});

test('whoever is removed may come back; whoever is banned is told so, until the ban is lifted', async ({
  threePeople: { alice, bob, carol, path },
  look,
}) => {
  await carol.patch(`/api${path}`, {});
  const [alices, bobs] = await Promise.all([enterDetails(look, alice, path), look(bob, path)]);
  const goes = async (action: string, confirm: string) => {
    const options = await openOptions(alices, bob.username);
    await options.getByRole('button', { name: action }).click();
    await alices.getByRole('dialog').getByRole('button', { name: confirm, exact: true }).click();
    await member(alices, bob.username).waitFor({ state: 'detached' });
    await alices.getByText('2 members').waitFor();
    await alices.getByText(`You removed ${bob.username}`).last().waitFor();
    await bobs.getByRole('heading', { name: `You were removed by ${alice.username}` }).waitFor();
    await bobs.reload();
  };
  await goes('Remove …', 'Remove');
  // The focus went from the row that is gone to the heading above.
  const focused = () => alices.evaluate(() => document.activeElement?.textContent);
  await until(focused, { what: 'the heading has the focus', is: (text) => text === 'Members' });
  await bobs.getByRole('log').waitFor();
  await goes('Ban …', 'Ban');
  await bobs.getByRole('heading', { name: 'You can’t join this chat' }).waitFor();

  await alices.getByRole('button', { name: 'Bans', exact: true }).click();
  await alices.getByRole('button', { name: `Lift the ban of ${bob.username}` }).click();
  await alices.getByText(`${bob.username} can join again.`).waitFor();
  await alices.getByText('Nobody is banned.').waitFor();
  await bobs.reload();
  await bobs.getByRole('log').waitFor();
  await member(alices, bob.username).waitFor();
});

test('from the list one opens a private chat, or begins a whisper', async ({
  threePeople: { alice, bob, path },
  look,
}) => {
  const page = await enterDetails(look, alice, path);
  expect(await page.getByRole('button', { name: `Options for ${alice.username}` }).count()).toBe(0);
  await (await openOptions(page, bob.username)).getByRole('button', { name: 'Whisper' }).click();
  await focusOn(composer(page), 'where one writes on');
  await page.getByRole('status').getByText(`Whisper to ${bob.username}`).waitFor();
  await openDetails(page);
  await (await openOptions(page, bob.username)).getByRole('button', { name: 'Open private chat' }).click();
  await until(() => page.url(), { what: 'the address is another', is: (url) => !url.endsWith(path) });
  await page.getByRole('log').waitFor();
  await openDetails(page);
  await member(page, bob.username).waitFor();
  await gone(page.getByRole('list', { name: 'Members' }).getByText(/owner|moderator/));
  // A private chat is equally of both, and has no invites and no settings.
  const options = await openOptions(page, bob.username);
  await hasButtons(options, ['Block …', 'Close']);
  await options.getByRole('button', { name: 'Close' }).click();
  await gone(options);
  expect(await page.getByRole('button', { name: /^(Invites|Chat settings|Bans)$/ }).count()).toBe(0);
});
