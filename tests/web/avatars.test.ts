import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { avatarCount } from '../../api/accounts/schemas.ts';
import { newName, personInChat } from '../support/people.ts';
import { signUp as signUpOverHttp } from '../support/person.ts';
import { until } from '../support/until.ts';
import { openOwnChat, signUp } from './pages.ts';
import { test } from './stage.ts';
import { message, openChat, sayOverHttp, tellOnline } from './steps.ts';

const drawings = readFileSync(
  path.resolve(import.meta.dirname, '../../web/kit/pictures/avatars.svg'),
  'utf8',
);

/** The number of the picture that stands there. Pictures are decoration, so no role names them. */
const pictureIn = (place: Locator) =>
  place
    .locator('use')
    .first()
    .evaluate((use) => Number(use.getAttribute('href')?.split('#a')[1]));

test('there is a drawing for each avatar and for nobody, and no two are the same', () => {
  const symbols = [...drawings.matchAll(/<symbol id="a(\d+)"[^>]*>(.*?)<\/symbol>/gs)];
  expect(symbols.map(([, id]) => Number(id))).toEqual(Array.from({ length: avatarCount + 1 }, (_, id) => id));
  expect(new Set(symbols.map(([, , drawing]) => drawing)).size).toBe(symbols.length);
});

test('a picture really is drawn, from a file of its own that the browser may keep', async ({ newPage }) => {
  const page = await newPage();
  const answered = page.waitForResponse(/avatars-\w+\.svg$/);
  await signUp(page, newName('alice'));
  const sprite = await answered;
  expect(sprite.status()).toBe(200);
  expect(sprite.headers()).toMatchObject({
    'content-type': expect.stringContaining('image/svg+xml'),
    'cache-control': expect.stringContaining('immutable'),
  });
  // What is drawn from another file has a size of its own only when it was found.
  const width = () =>
    page
      .locator('.avatar use')
      .first()
      .evaluate((use) => use.getBoundingClientRect().width);
  await until(width, { what: 'the picture is drawn', is: (px) => px > 20 });
});

test('when someone takes another picture, everyone in the chat sees it at once; a deleted user has none', async ({
  newPage,
  server,
}) => {
  const alice = await newPage();
  const path = await openOwnChat(alice, newName('alice'));
  const bob = await personInChat(server, newName('bob'), path);
  await bob.patch('/auth/me/', { avatar: 4 });
  await sayOverHttp(bob, path, ['Look at me']);
  const carol = await newPage();
  const carolOverHttp = await signUpOverHttp(server, newName('carol'));
  const session = JSON.stringify({ token: carolOverHttp.token, user: carolOverHttp.user });
  await carol.addInitScript((kept) => localStorage.setItem('holdline.session', kept), session);
  await openChat(carol, path);
  const pages = [alice, carol];
  const everyoneSees = async (avatar: number) => {
    for (const page of pages) {
      await tellOnline(page);
      await until(() => pictureIn(message(page, 'Look at me')), {
        what: `bob's picture is ${avatar}`,
        is: (shown) => shown === avatar,
      });
    }
  };
  await everyoneSees(4);
  await bob.patch('/auth/me/', { avatar: 11 });
  await everyoneSees(11);
  await bob.delete('/auth/me/', { current_password: bob.password });
  await everyoneSees(0);
});
