import { expect } from 'vitest';
import { threeInChat } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { until } from '../support/until.ts';
import {
  chooser,
  chosen,
  countKept,
  handOver,
  imagesOf,
  isDrawn,
  photo,
  send,
  shown,
} from './image-steps.ts';
import { intercept } from './intercept.ts';
import { test } from './kept-pages.ts';
import { pageOf } from './pages.ts';
import { composer, focusOn, goHome, goLive, gone, message, openChat, say, tellOnline } from './steps.ts';

test('an image is seen by all three, large by a click, and goes from all pages when it is deleted', async ({
  threeInChat: { path, ...people },
  look,
}) => {
  const show = async (person: Person) => {
    const page = await look(person, path);
    await goLive(page);
    return { ...person, page };
  };
  const [alice, bob, carol] = await Promise.all([show(people.alice), show(people.bob), show(people.carol)]);
  const alt = `Image from ${alice.username}: Our hut`;
  await chooser(alice.page).setInputFiles(await photo('hut.png', { width: 400, height: 300 }));
  await chosen(alice.page).waitFor();
  await composer(alice.page).fill('Our hut');
  await composer(alice.page).press('Enter');
  for (const { page } of [alice, bob, carol]) await isDrawn(page, alt);
  await gone(chosen(alice.page));
  // By keyboard: opened, closed by Escape, and back where one was.
  await shown(bob.page, alt).focus();
  await bob.page.keyboard.press('Enter');
  const viewer = bob.page.getByRole('dialog', { name: alt });
  await viewer.getByRole('link', { name: 'Download' }).waitFor();
  expect(await viewer.getByRole('link').getAttribute('download')).toMatch(/\.webp$/);
  await bob.page.keyboard.press('Escape');
  await viewer.waitFor({ state: 'detached' });
  await focusOn(shown(bob.page, alt), 'the image');
  // Someone looks at it while it goes.
  await shown(carol.page, alt).click();
  await carol.page.getByRole('dialog', { name: alt }).waitFor();
  const { body } = await alice.get<{ messages: { id: number }[] }>(`/api${path}messages/`);
  await alice.delete(`/api${path}messages/${body.messages[0]?.id}/`);
  for (const { page } of [alice, bob, carol]) {
    await tellOnline(page);
    await message(page, 'This message was deleted.').waitFor();
    await gone(page.locator('img'));
  }
});

test('images are pasted, dropped and taken out again; they stay when one leaves the chat, and go as one message, a whisper to one alone', async ({
  threeInChat: { alice, bob, carol, path },
  look,
}) => {
  const page = await look(alice, path);
  await handOver(page, 'paste', await photo('pasted.png', { width: 30, height: 10 }));
  await chosen(page).waitFor();
  const dropped = await photo('dropped.png', { width: 20, height: 10 });
  await handOver(page, 'dragover', dropped);
  await page.getByText('Drop images here').waitFor();
  await handOver(page, 'drop', dropped);
  await gone(page.getByText('Drop images here'));
  await chosen(page).nth(1).waitFor();
  await chooser(page).setInputFiles([
    await photo('wrong.png'),
    await photo('third.png', { width: 10, height: 10 }),
  ]);
  await chosen(page).nth(3).waitFor();
  await page.getByRole('button', { name: 'Remove wrong.png' }).click();
  await gone(chosen(page).nth(3));
  expect(await chosen(page).count()).toBe(3);
  // Elsewhere, and back by a page that is loaded anew.
  await goHome(page);
  await openChat(page, path);
  await chosen(page).nth(2).waitFor();
  await composer(page).fill(`@${bob.username} three for you`);
  await page.getByText(`Whisper to ${bob.username}`).first().waitFor();
  await send(page).click();
  await until(() => imagesOf(bob, path), {
    what: 'they are stored',
    is: (images) => images.length > 0,
  });
  const sent = await imagesOf(bob, path);
  expect(sent).toMatchObject([{ message: 'three for you', to: { username: bob.username } }]);
  expect(sent[0]?.images.map(({ width }) => width)).toEqual([30, 20, 10]);
  expect(await imagesOf(carol, path)).toEqual([]);

  // From one to the next and around, by keyboard, by buttons and by a finger.
  const alt = (place: number) => `Image ${place} of 3 from ${alice.username}: three for you`;
  for (const place of [1, 2, 3]) await isDrawn(page, alt(place));
  await shown(page, alt(2)).click();
  const viewer = page.getByRole('dialog');
  await viewer.getByText('2 of 3').waitFor();
  await page.keyboard.press('ArrowRight');
  await viewer.getByText('3 of 3').waitFor();
  await viewer.getByRole('button', { name: 'Next image' }).click();
  await page
    .getByRole('dialog', { name: alt(1) })
    .getByText('1 of 3')
    .waitFor();
  for (const [type, clientX] of [
    ['pointerdown', 100],
    ['pointerup', 180],
  ] as const)
    await viewer.dispatchEvent(type, { pointerType: 'touch', isPrimary: true, clientX, clientY: 100 });
  await viewer.getByText('3 of 3').waitFor();
  await viewer.getByRole('button', { name: 'Previous image' }).click();
  await viewer.getByText('2 of 3').waitFor();
  await page.keyboard.press('Escape');
  await focusOn(shown(page, alt(2)), 'the one that was opened');
});

test('a photo too large to send is scaled down, and what is no image is said so at once', async ({
  threeInChat: { alice, bob, path },
  look,
}) => {
  const page = await look(alice, path);
  // Trailing bytes, which decoders skip: as heavy as a phone's photo, and quick to make.
  const heavy = await photo('phone.png', { width: 2560, height: 640 });
  const buffer = Buffer.concat([heavy.buffer, Buffer.alloc(5_300_000, 7)]);
  await chooser(page).setInputFiles([
    { ...heavy, buffer },
    await photo('small.png'),
    { name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('not an image') },
  ]);
  await page.getByText('“notes.png” is not an image').waitFor();
  expect(await chosen(page).count()).toBe(2);
  await send(page).click();
  await until(() => imagesOf(bob, path), { what: 'it is stored', is: (images) => images.length === 1 });
  const [sent] = await imagesOf(bob, path);
  expect(sent?.images).toMatchObject([
    { width: 2048, height: 512 },
    { width: 64, height: 48 },
  ]);
  await page.goto('/');
  await page.getByText('You: 2 images').waitFor();
});

test('an image on its way holds up no text, outlives a reload, can be called off, and is stored once', async ({
  threeInChat: { alice, bob, path },
  look,
}) => {
  const page = await look(alice, path);
  const letUploadsThrough = await intercept(page, '**/messages/', async (route) => {
    const request = route.request();
    if (request.method() !== 'POST' || request.headers()['content-type']?.startsWith('application/json'))
      return route.fallback();
    // The server has it, and the page never hears of that.
    await route.fetch();
    await route.abort();
  });
  const letPollsThrough = await intercept(page, '**/api/events/**', (route) => route.abort());
  // The one that is held already would tell of it.
  await tellOnline(page);
  await chooser(page).setInputFiles(await photo('kept.png', { width: 50, height: 40 }));
  await chosen(page).waitFor();
  await composer(page).fill('on its way');
  await composer(page).press('Enter');
  await message(page, 'on its way').getByRole('img', { name: 'Image from You' }).waitFor();
  await say(page, 'overtakes');
  await message(page, 'overtakes')
    .getByRole('img', { name: /Sounds/ })
    .waitFor();
  await until(() => imagesOf(bob, path), { what: 'the server has it', is: (images) => images.length === 1 });
  letUploadsThrough();
  letPollsThrough();
  // Found to be stored before what sends is there: nothing of it stays on the device all the same.
  const letSend = await intercept(page, /assets\/sending-/, (route) => route.abort());
  await page.reload();
  await isDrawn(page, `Image from ${alice.username}: on its way`);
  await expect.poll(() => countKept(page)).toBe(0);
  letSend();
  expect(await imagesOf(bob, path)).toHaveLength(1);
  expect(await message(page, 'on its way').count()).toBe(1);

  const letPass = await intercept(page, '**/messages/', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.fallback(),
  );
  await chooser(page).setInputFiles(await photo('second.png'));
  await chosen(page).waitFor();
  await send(page).click();
  await page.getByRole('img', { name: 'Image from You' }).waitFor();
  expect(await countKept(page)).toBe(1);
  await page.reload();
  await page.getByRole('img', { name: 'Image from You' }).waitFor();
  await page.getByRole('button', { name: 'Cancel upload' }).click();
  await page.getByRole('button', { name: 'Cancel upload' }).waitFor({ state: 'detached' });
  letPass();
  await tellOnline(page);
  await say(page, 'the end');
  await message(page, 'the end')
    .getByRole('img', { name: /Sounds/ })
    .waitFor();
  expect(await imagesOf(bob, path)).toHaveLength(1);
  await expect.poll(() => countKept(page)).toBe(0);
});

test('an upload shows how far it is; what is refused may be sent again; without storage that is said before', async ({
  server,
  newPage,
}) => {
  const { alice, bob, path } = await threeInChat(server);
  const page = await pageOf(newPage, alice, path);
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
  await page.reload();
  const held = new EventTarget();
  const isReleased = new Promise((resolve) => held.addEventListener('release', resolve));
  const takeUploads = await intercept(page, '**/messages/', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    await isReleased;
    await route.fulfill({ status: 403, json: {} });
  });
  await chooser(page).setInputFiles(await photo('held.png'));
  await page.getByText('This browser keeps no images').waitFor();
  await composer(page).fill('held up');
  await send(page).click();
  await message(page, 'held up').getByRole('progressbar', { name: 'Upload' }).waitFor();
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('held up');
  held.dispatchEvent(new Event('release'));
  await message(page, 'held up').getByText('Not sent.').waitFor();
  takeUploads();
  await message(page, 'held up').getByRole('button', { name: 'Retry' }).click();
  await isDrawn(page, `Image from ${alice.username}: held up`);
  expect(await imagesOf(bob, path)).toHaveLength(1);
});
