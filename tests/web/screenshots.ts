import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { drawLights } from '../../seeds/lights.ts';
import { openBrowser, type PersonOptions, type TestBrowser } from '../support/browser.ts';
import { type Person, signUp } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { readAll } from './message-steps.ts';
import { logIn } from './pages.ts';
import { composer, hear, openChat, openDetails } from './steps.ts';

/** The pictures of the README, made of the real page by `npm run screenshots`: light, dark, and on a phone. */
const folder = path.resolve(import.meta.dirname, '../../.github/screenshots');

const lastLine = 'Seven it is. Great, see you there!';

interface Talk {
  maya: Person;
  jonas: Person;
  path: string;
}

/** Three friends, some chats, and a talk with all that a talk may have. */
async function fillStage(server: TestServer): Promise<Talk> {
  const maya = await signUp(server, 'maya', { display_name: 'Maya' });
  const jonas = await signUp(server, 'jonas', { display_name: 'Jonas' });
  const ada = await signUp(server, 'ada', { display_name: 'Ada' });
  await maya.patch('/auth/me/', { avatar: 1 });
  await jonas.patch('/auth/me/', { avatar: 8 });
  await ada.patch('/auth/me/', { avatar: 12 });
  for (const [person, name, text] of [
    [ada, 'Book club', 'I finished it. What an awful ending, I am sad.'],
    [jonas, 'Flat 4b', 'The plumber comes on Tuesday'],
  ] as const) {
    const { body } = await person.post<{ uri: string }>('/api/chats/', { name });
    await maya.patch(`/api/chats/${body.uri}/`, {});
    await person.post(`/api/chats/${body.uri}/messages/`, { message: text });
  }
  const direct = await ada.post<{ uri: string }>('/api/directs/', { username: 'maya' });
  await ada.post(`/api/chats/${direct.body.uri}/messages/`, { message: 'Lunch on Friday?' });

  const chat = await maya.post<{ uri: string }>('/api/chats/', {
    name: 'Sunday walk',
    topic: 'To the hut and back',
  });
  const talk = { maya, jonas, path: `/chats/${chat.body.uri}/` };
  for (const person of [jonas, ada]) await person.patch(`/api${talk.path}`, {});
  const lights = await sharp(Buffer.from(drawLights())).png().toBuffer();
  const image = `data:image/png;base64,${lights.toString('base64')}`;
  const said: [who: Person, what: object, how?: 'answers the last one'][] = [
    [maya, { message: 'Morning! Does the link work?' }],
    [jonas, { message: 'It does. I love it: nothing to install, I was in at once.' }],
    [ada, { message: 'This is what the terrace of the hut looks like at dusk', image }],
    [jonas, { message: 'Shh, I booked the table by the window for her birthday.', to: 'maya' }],
    [ada, { message: 'I hate to say it, but the forecast is terrible for the afternoon.' }],
    [maya, { message: 'Then we start early, @Jonas. Seven at the bridge?' }, 'answers the last one'],
    [jonas, { message: lastLine }],
  ];
  let lastId: number | undefined;
  for (const [person, message, how] of said) {
    const words = how ? { ...message, reply_to: lastId } : message;
    lastId = (await person.post<{ id: number }>(`/api${talk.path}messages/`, words)).body.id;
  }
  for (const person of [maya, jonas]) await readAll(person, talk.path);
  return talk;
}

async function openAs(
  browser: TestBrowser,
  person: Person,
  place: { url: string; options: PersonOptions },
): Promise<Page> {
  const page = await browser.newPerson({ deviceScaleFactor: 2, ...place.options });
  const { body: user } = await person.get<Person['user']>('/auth/me/');
  await logIn(page, { token: person.token, user });
  await openChat(page, place.url);
  await hear(page, lastLine);
  await page.getByRole('img', { name: /^Image from Ada/ }).waitFor();
  return page;
}

/** Pictures beside each other, as on one desk. */
async function sideBySide(browser: TestBrowser, pictures: Buffer[], file: string): Promise<void> {
  const page = await browser.newPerson({ width: 48 + 414 * pictures.length, height: 856 });
  const images = pictures.map((picture) => `<img src="data:image/png;base64,${picture.toString('base64')}">`);
  await page.setContent(`
    <style>
      body { display: flex; gap: 24px; margin: 0; padding: 28px 36px; background: #c9d3df; }
      img { width: 390px; border-radius: 24px; box-shadow: 0 6px 24px rgb(20 35 60 / 25%); }
    </style>
    ${images.join('')}
  `);
  await page.screenshot({ path: file });
}

const server = await startTestServer();
const browser = await openBrowser();
try {
  const { maya, jonas, path: chatPath } = await fillStage(server);
  await mkdir(folder, { recursive: true });
  const url = `${server.url}${chatPath}`;
  const desk: PersonOptions = { width: 1280, height: 800 };
  const light = await openAs(browser, maya, { url, options: { ...desk, colorScheme: 'light' } });
  const dark = await openAs(browser, jonas, { url, options: { ...desk, colorScheme: 'dark' } });
  const phone: PersonOptions = { width: 390, height: 800, hasTouch: true, isMobile: true };
  const pocket = await openAs(browser, maya, { url, options: { ...phone, colorScheme: 'light' } });
  const invited = await browser.newPerson({ deviceScaleFactor: 2, ...phone, colorScheme: 'dark' });
  await invited.goto(url);
  await invited.getByRole('heading', { level: 1 }).waitFor();

  await composer(light).fill('I will bring the tea');
  await openDetails(dark);
  await dark.getByRole('button', { name: 'Mood' }).click();
  await dark.getByText('On average').waitFor();
  await light.screenshot({ path: path.join(folder, 'light.png') });
  await dark.screenshot({ path: path.join(folder, 'dark.png') });
  const onPhones = [await invited.screenshot(), await pocket.screenshot()];
  await sideBySide(browser, onPhones, path.join(folder, 'phone.png'));
} finally {
  await browser.close();
  await server.stop();
}
