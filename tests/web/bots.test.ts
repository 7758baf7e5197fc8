import { expect } from 'vitest';
import { anonymous } from '../support/person.ts';
import { enterDetails, openSection } from './details-steps.ts';
import { test } from './kept-pages.ts';
import { message } from './steps.ts';

test('a bot is made, says what is sent to its address, gets another one, another name, and is removed', async ({
  threePeople: { alice, bob, chat, path },
  look,
  server,
}) => {
  const page = await enterDetails(look, alice, path);
  await openSection(page, 'Bots');
  await page.getByText('No bots here yet.').waitFor();
  await page.getByLabel('Name of the bot').fill(bob.user.display_name);
  await page.getByRole('radio', { name: 'Lightning' }).check({ force: true });
  await page.getByRole('button', { name: 'Make bot' }).click();
  await page.getByText('Somebody has this name already.').waitFor();
  await page.getByLabel('Name of the bot').fill('Nightly');
  await page.getByRole('button', { name: 'Make bot' }).click();

  /** The address as it is shown, once. */
  const shownAddress = async () => {
    const card = page.locator('.new-key');
    await card.getByRole('heading', { name: 'Nightly is ready' }).waitFor();
    await card.locator('code').nth(1).waitFor();
    const [address = '', line] = await card.locator('code').allInnerTexts();
    expect(line).toBe(`curl -d 'Hello from here' ${address}`);
    await card.getByRole('button', { name: 'I have copied it' }).click();
    await card.waitFor({ state: 'detached' });
    return new URL(address).pathname;
  };
  const say = (address: string, text: string) => anonymous(server).post(address, { text });
  const first = await shownAddress();
  expect((await say(first, 'Build 512 passed')).status).toBe(200);
  await message(page, 'Build 512 passed').getByText('Nightly · bot').waitFor();

  const row = page.getByRole('list', { name: 'Bots' }).getByRole('listitem');
  await row.getByText(`Made by ${alice.user.display_name}`).waitFor();
  await row.getByRole('button', { name: 'Replace the address …' }).click();
  await page.getByRole('button', { name: 'Replace it' }).click();
  const second = await shownAddress();
  expect((await say(first, 'x')).status).toBe(404);
  expect((await say(second, 'Build 513 failed')).status).toBe(200);

  await row.getByRole('button', { name: 'Name and picture' }).click();
  await row.getByLabel('Name of the bot').fill('Robot');
  await row.getByRole('button', { name: 'Save', exact: true }).click();
  await row.getByText('Robot', { exact: true }).waitFor();
  await message(page, 'Build 513 failed').getByText('Robot · bot').waitFor();

  // What it hears goes to an address, which nobody has.
  await row.getByRole('button', { name: 'Hook' }).click();
  await row.getByRole('textbox', { name: 'Address' }).fill('http://bot.invalid/');
  await row.getByLabel('reactions and pins').check();
  await row.getByRole('button', { name: 'Set up' }).click();
  await row.getByText('An address that begins with https://').waitFor();
  await row.getByRole('textbox', { name: 'Address' }).fill('https://bot.invalid/');
  await row.getByRole('button', { name: 'Set up' }).click();
  expect(await row.locator('code').innerText()).toMatch(/^whsec_/);
  await row.getByRole('button', { name: 'I have copied it' }).click();
  await alice.post(chat.messages, { message: 'Is anybody there?' });
  await row.getByText('Not getting through.').waitFor({ timeout: 15_000 });
  await row.getByRole('button', { name: 'Last tries' }).click();
  await row.getByRole('list', { name: 'Last tries' }).getByText('no public address').first().waitFor();
  await row.getByRole('button', { name: 'Send nothing more …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send nothing more', exact: true }).click();
  await row.getByRole('button', { name: 'Set up' }).waitFor();

  await row.getByRole('button', { name: 'Remove …' }).click();
  await page.getByRole('button', { name: 'Remove bot' }).click();
  await page.getByText('Robot is removed.').waitFor();
  await page.getByText('No bots here yet.').waitFor();
  await message(page, 'Build 513 failed').getByText('Deleted user · bot').waitFor();
});
