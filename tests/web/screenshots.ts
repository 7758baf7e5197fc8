import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser, type PersonOptions, type TestBrowser } from '../support/browser.ts';
import { type Person, signUp } from '../support/person.ts';
import { startTestServer } from '../support/server.ts';
import { composer, hear, openChat } from './steps.ts';

/**
 * The pictures of the README, made of the real page: `npm run build && node --import tsx tests/web/screenshots.ts`.
 * Two people talking, each at their own screen, and the same talk on a phone at night.
 */
const folder = path.resolve(import.meta.dirname, '../../.github/screenshots');

const talk: ['maya' | 'jonas', string][] = [
  ['maya', 'Morning! Does the link work?'],
  ['jonas', 'It does. I love it: nothing to install, I was in at once.'],
  ['maya', 'Shall we still walk on Sunday?\nThe hut has a table free at one.'],
  ['jonas', 'Yes. I hate to say it, but the forecast is terrible for the afternoon.'],
  ['maya', 'Then we start early. Seven at the bridge?'],
  ['jonas', 'Seven it is. Great, see you there!'],
];

async function openAs(
  browser: TestBrowser,
  person: Person,
  place: { url: string; options: PersonOptions },
): Promise<Page> {
  const page = await browser.newPerson(place.options);
  const session = JSON.stringify({ token: person.token, user: person.user });
  await page.addInitScript((kept) => localStorage.setItem('holdline.session', kept), session);
  await openChat(page, place.url);
  const [, last] = talk.at(-1) ?? ['', ''];
  await hear(page, last);
  return page;
}

/** Two pictures beside each other, as on one desk. */
async function sideBySide(browser: TestBrowser, pictures: Buffer[], file: string): Promise<void> {
  const page = await browser.newPerson({ width: 1360, height: 720 });
  const images = pictures.map((picture) => `<img src="data:image/png;base64,${picture.toString('base64')}">`);
  await page.setContent(`
    <style>
      body { display: flex; gap: 24px; margin: 0; padding: 28px 24px; background: #c9d3df; }
      img { width: 644px; border-radius: 12px; box-shadow: 0 6px 24px rgb(20 35 60 / 25%); }
    </style>
    ${images.join('')}
  `);
  await page.screenshot({ path: file });
}

const server = await startTestServer();
const browser = await openBrowser();
try {
  const people = {
    maya: await signUp(server, 'maya', { display_name: 'Maya' }),
    jonas: await signUp(server, 'jonas', { display_name: 'Jonas' }),
  };
  await people.maya.patch('/auth/me/', { avatar: 1 });
  await people.jonas.patch('/auth/me/', { avatar: 7 });
  const chat = await people.maya.post<{ uri: string }>('/api/chats/', { name: 'Sunday walk' });
  await people.jonas.patch(`/api/chats/${chat.body.uri}/`, {});
  for (const [name, message] of talk)
    await people[name].post(`/api/chats/${chat.body.uri}/messages/`, { message });

  await mkdir(folder, { recursive: true });
  const url = `${server.url}/chats/${chat.body.uri}/`;
  const desk: PersonOptions = { width: 644, height: 664, colorScheme: 'light', deviceScaleFactor: 2 };
  const mayas = await openAs(browser, people.maya, { url, options: desk });
  const jonass = await openAs(browser, people.jonas, { url, options: desk });
  await composer(jonass).fill('I will bring the tea');
  const pictures = [await mayas.screenshot(), await jonass.screenshot()];
  await sideBySide(browser, pictures, path.join(folder, 'two-people.png'));

  const phone: PersonOptions = {
    width: 390,
    height: 760,
    colorScheme: 'dark',
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  };
  const pocket = await openAs(browser, people.maya, { url, options: phone });
  await pocket.screenshot({ path: path.join(folder, 'phone-dark.png') });
} finally {
  await browser.close();
  await server.stop();
}
