import type { Page } from 'playwright-core';
import { openSection } from './details-steps.ts';
import { intercept } from './intercept.ts';
import { choose, openMenu } from './message-steps.ts';
import { openSettings } from './settings-steps.ts';
import { cutLine, hear, openDetails, refuseSends, say } from './steps.ts';

/** Every screen of the page, and the way there. */

export interface Cast {
  /** Has been nowhere yet. */
  visitor: Page;
  /** Owns both chats. */
  alice: Page;
  /** In the chat that is talked in, as a plain member. */
  bob: Page;
  /** Where people talk. */
  talk: string;
  /** Where nobody has said anything. */
  silence: string;
  /** Leads there. */
  invite: string;
}

export type Screen = [name: string, open: (cast: Cast) => Promise<Page>];

/** Each brings one of them before a screen, from wherever they are: another screen is another line. */
export const screens: Screen[] = [
  ['the start page', ({ visitor }) => at(visitor, '/', (page) => page.getByLabel('Nickname').waitFor())],
  ['no nickname', ({ visitor }) => press(visitor, 'Start chatting', 'Please fill this in.')],
  ['signing up', ({ visitor }) => press(visitor, 'Sign up', 'At least 8 characters.')],
  ['the form with errors', ({ visitor }) => press(visitor, 'Sign up', 'Please fill this in.')],
  ['logging in', ({ visitor }) => press(visitor, 'Log in', 'New here?')],
  ['an invitation', ({ visitor, talk }) => to(visitor, talk, heading(/invites you/))],
  ['nothing here', ({ visitor }) => to(visitor, '/nowhere/', heading('There is nothing here'))],
  [
    'my chats',
    ({ alice }) => at(alice, '/', (page) => page.getByRole('link', { name: 'Morning' }).waitFor()),
  ],
  ['the people', ({ alice }) => then(alice, (page) => listed(page, 'People'))],
  ['the rooms', ({ alice }) => then(alice, (page) => listed(page, 'Rooms'))],
  ['a new room', ({ alice }) => press(alice, 'Make a room', 'Readable address')],
  ['where to go', ({ alice }) => then(alice, find)],
  ['an invite', ({ visitor, invite }) => to(visitor, invite, heading('invites you'))],
  ['an invite, logged in', ({ bob, invite }) => at(bob, invite, heading('invites you'))],
  ['an empty chat', ({ alice, silence }) => at(alice, silence, (page) => page.getByRole('log').waitFor())],
  ['a chat', ({ alice, talk }) => to(alice, talk, (page) => hear(page, 'Good morning'))],
  ['the details for an owner', ({ alice }) => then(alice, openDetails)],
  ['the details with all parts open', ({ alice }) => then(alice, openAllParts)],
  ['what one may do about a member', ({ alice }) => press(alice, /^Options for /, 'Open private chat')],
  ['being asked first', ({ alice }) => press(alice, 'Ban …', 'until the ban is lifted')],
  ['a chat again', ({ alice, talk }) => to(alice, talk, openDetails)],
  ['leaving a chat', ({ alice }) => press(alice, 'Leave chat', 'Leave this chat?')],
  ['the line in numbers', ({ bob, talk }) => at(bob, talk, showLine)],
  ['the details for a member', ({ bob, talk }) => to(bob, talk, openDetails)],
  ['the settings', ({ alice }) => then(alice, openSettings)],
  ['deleting the account', ({ alice }) => press(alice, 'Delete account', 'Delete your account?')],
  ['the menu of a message', ({ alice, talk }) => to(alice, talk, (page) => openMenu(page, 'Good morning'))],
  ['editing a message', ({ alice, talk }) => to(alice, talk, (page) => choose(page, 'Good morning', 'Edit'))],
  ['another emoji', ({ alice, talk }) => to(alice, talk, pickEmoji)],
  ['what is pinned', ({ alice, talk }) => to(alice, talk, listPins)],
  ['reporting', ({ alice, talk }) => to(alice, talk, (page) => choose(page, 'I hate mornings', 'Report …'))],
  ['the menu of a chat in the list', ({ alice, talk }) => to(alice, '/', (page) => openRowMenu(page, talk))],
  ['what staff look after', ({ alice }) => at(alice, '/settings/', lookAfter)],
  ['searching all chats', ({ alice }) => at(alice, '/search/#q=morning', hasFound)],
  ['searching', ({ alice, talk }) => to(alice, talk, search)],
  ['an image, large', ({ bob, talk }) => at(bob, talk, viewImage)],
  ['no connection', ({ visitor }) => at(visitor, '/offline.html', heading('No connection'))],
  ['whom it is for', ({ bob, talk }) => to(bob, talk, slip)],
  ['a part that is broken or not there', ({ bob, talk }) => at(bob, talk, breakParts)],
  ['a chat whose line is down', ({ bob, talk }) => at(bob, talk, loseLine)],
];

async function listed(page: Page, section: 'People' | 'Rooms'): Promise<void> {
  await page.getByRole('tab', { name: section }).click();
  await page.getByRole('list', { name: section }).getByRole('listitem').first().waitFor();
}

async function find(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('option', { name: 'Morning' }).waitFor();
}

async function then(page: Page, act: (page: Page) => Promise<unknown>): Promise<Page> {
  await act(page);
  return page;
}

function at(page: Page, path: string, act: (page: Page) => Promise<unknown>): Promise<Page> {
  return then(page, async () => {
    await page.goto(path);
    await act(page);
  });
}

/** As by links on the page, by way of the start page, which ends all that is open: nothing is loaded anew, nor is axe. */
function to(page: Page, path: string, act: (page: Page) => Promise<unknown>): Promise<Page> {
  return then(page, async () => {
    await page.evaluate(async (path) => {
      for (const place of ['/', path]) {
        history.pushState(null, '', place);
        dispatchEvent(new PopStateEvent('popstate'));
        await new Promise(requestAnimationFrame);
      }
    }, path);
    await act(page);
  });
}

function press(page: Page, button: string | RegExp, shown: string): Promise<Page> {
  return then(page, async () => {
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.getByText(shown).first().waitFor();
  });
}

function heading(name: string | RegExp): (page: Page) => Promise<void> {
  return (page) => page.getByRole('heading', { name }).waitFor();
}

/** With an invite, a ban and a mood in them. */
async function openAllParts(page: Page): Promise<void> {
  for (const title of ['Invites', 'Chat settings', 'Bans', 'Mood', 'Save the talk'])
    await openSection(page, title);
  await page.getByRole('button', { name: 'Make invite' }).click();
  await page.getByRole('list', { name: 'Invites' }).getByRole('button', { name: 'QR code' }).waitFor();
  await page.getByText('The numbers').click();
  await page.getByRole('table').waitFor();
}

async function pickEmoji(page: Page): Promise<void> {
  await choose(page, 'I hate mornings', 'React with another emoji …');
  await page.getByRole('tab', { name: 'Flags' }).waitFor();
}

async function search(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Search this chat' }).click();
  await page.getByLabel('Words to look for').fill('morning');
  await page.getByRole('list', { name: 'Found messages' }).waitFor();
}

async function hasFound(page: Page): Promise<void> {
  await page.getByRole('list', { name: 'Found messages' }).getByRole('listitem').first().waitFor();
}

async function listPins(page: Page): Promise<void> {
  await page.getByRole('button', { name: '1 pinned message' }).click();
  await page.getByText('Pinned by you').waitFor();
}

async function openRowMenu(page: Page, path: string): Promise<void> {
  await page.locator(`a[href="${path}"]`).dispatchEvent('contextmenu');
  await page.getByRole('menuitem', { name: 'Archive' }).waitFor();
}

async function lookAfter(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open the staff’s page' }).click();
  await page.getByRole('list', { name: 'Reports' }).getByRole('listitem').first().waitFor();
}

async function viewImage(page: Page): Promise<void> {
  await page
    .getByRole('log')
    .getByRole('button', { name: /^Image from/ })
    .click();
  await page
    .getByRole('dialog', { name: /^Image from/ })
    .getByRole('link', { name: 'Download' })
    .waitFor();
}

async function showLine(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Connection: / }).click();
  await page.getByRole('dialog').waitFor();
}

/** A name that nobody has. */
async function slip(page: Page): Promise<void> {
  await say(page, '@nobody-here a word');
  await page.getByRole('dialog', { name: 'Whom is this for?' }).waitFor();
}

/** A talk that can't be drawn, and code that can't be fetched. */
async function breakParts(page: Page): Promise<void> {
  const mend = await intercept(page, '**/messages/', async (route) => {
    const answer = await route.fetch();
    const text = (await answer.text()).replaceAll(/"sentiment":\{[^}]*\}/g, '"sentiment":null');
    return route.fulfill({ response: answer, body: text });
  });
  const letCome = await intercept(page, /assets\/images-/, (route) => route.abort());
  await page.reload();
  await page.getByText('Something in this part went wrong.').waitFor();
  const file = { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('none') };
  await page.getByLabel('Add images').setInputFiles(file);
  await page.getByText('This part could not be loaded.').waitFor();
  mend();
  letCome();
}

/** One message refused, one waiting, and the line down. */
async function loseLine(page: Page): Promise<void> {
  await page.getByRole('log').waitFor();
  await hear(page, 'Good morning');
  await refuseSends(page);
  await say(page, 'This fails');
  await page.getByText('Not sent.').waitFor();
  await cutLine(page);
  await page.getByRole('button', { name: 'Try now' }).waitFor();
}
