import type { Locator, Page } from 'playwright-core';
import type { Person } from '../support/person.ts';
import { until } from '../support/until.ts';
import { intercept } from './intercept.ts';

/** What people do on the page, by the words and roles that they find there. */
export const password = 'violet-harbour-92';

/** In the form that stands there, in whichever of its three shapes. */
export async function fillForm(page: Page, action: 'Sign up' | 'Log in', username: string): Promise<void> {
  const heading = page.getByRole('heading', { name: action });
  const other = page.getByRole('button', { name: action, exact: true });
  await heading.or(other).first().waitFor();
  if (!(await heading.isVisible())) await other.click();
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: action, exact: true }).click();
}

/** Starts a chat from the start page; tells its path. */
export async function startChat(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Start chatting' }).click();
  await page.getByRole('log').waitFor();
  return new URL(page.url()).pathname;
}

export async function openChat(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('log').waitFor();
}

/** From an open chat to the start page, on a screen with room for the list beside the chat. */
export async function goHome(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Holdline' }).click();
}

/** Who is in the chat, and what one may do about it. */
export async function openDetails(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Members and settings' }).click();
  await page.getByRole('heading', { name: /^(Members|The two of you)$/ }).waitFor();
}

export function composer(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Message' });
}

export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

/** The message of exactly this text. */
export function message(page: Page, text: string): Locator {
  return page
    .getByRole('log')
    .getByRole('listitem')
    .filter({ has: page.getByText(text, { exact: true }) });
}

/** Waits for a message, without waiting for the next poll: the page asks at once when the network returns. */
export async function hear(page: Page, text: string): Promise<void> {
  await tellOnline(page);
  await message(page, text).waitFor();
}

/** What a browser tells the page when the network is back. */
export async function tellOnline(page: Page): Promise<void> {
  await page.evaluate(() => dispatchEvent(new Event('online')));
}

/** Waits until it is no longer on the page: what follows from a press or from news is not there in the same moment. */
export async function gone(what: Locator): Promise<void> {
  await what.first().waitFor({ state: 'detached' });
}

/** Waits until it has the focus. */
export async function focusOn(what: Locator, name: string): Promise<void> {
  await until(() => what.evaluate((it) => it === document.activeElement), { what: `${name} has the focus` });
}

/** Waits until what is on its way has been drawn and painted: only then does it say something that nothing came. */
export async function painted(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
}

/** Says many things quickly, in order. */
export async function sayOverHttp(person: Person, path: string, texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    const reply = await person.post(`/api${path}messages/`, { message: text });
    if (reply.status !== 201) throw new Error(`Expected 201, got ${reply.status}: ${reply.text}`);
  }
}

/** How many messages of this text the server holds. */
export async function countOnServer(person: Person, path: string, text: string): Promise<number> {
  const { body } = await person.get<{ messages: { message: string }[] }>(`/api${path}messages/?limit=200`);
  return body.messages.filter(({ message }) => message === text).length;
}

/** From now on no poll gets through, and the page notices at once. What it resolves with mends the line. */
export async function cutLine(page: Page): Promise<() => Promise<void>> {
  const end = await intercept(page, polls, (route) => route.abort());
  await tellOnline(page);
  return () => {
    end();
    return tellOnline(page);
  };
}

/** What the page asks for news. */
const polls = '**/api/events/**';

/** From now on the server says no to every message, until the function that it resolves with is called. */
export function refuseSends(page: Page): Promise<() => void> {
  return intercept(page, '**/messages/', (route) =>
    route.request().method() === 'POST' ? route.fulfill({ status: 403, json: {} }) : route.fallback(),
  );
}

/** The badge that says how the line is. */
export function badge(page: Page): Locator {
  return page.getByRole('button', { name: /^Connection: / });
}

/** Waits until the server holds this page's polls. */
export async function goLive(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Connection: live' }).waitFor();
}

/** Counts what a page asks for news from now on. */
export function countPolls(page: Page): () => number {
  let count = 0;
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/events/') count += 1;
  });
  return () => count;
}
