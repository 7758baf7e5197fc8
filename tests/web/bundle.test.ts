import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { signUp as signUpOverHttp } from '../support/person.ts';
import { newName, test } from './stage.ts';
import { message, personInChat, sayOverHttp, signUp, startChat } from './steps.ts';

const folder = path.resolve(import.meta.dirname, '../../.build/web');
const assets = path.join(folder, 'assets');

/** What someone new waits for before they can say their name, and someone inside before they can talk; compressed. */
const maxWayInBytes = 25_000;
const maxChatBytes = 42_000;
const maxStyleBytes = 10_000;

const gzipBytes = (name: string) => readFileSync(path.join(assets, `${name}.gz`)).length;
const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);

/** The names of the scripts that a page fetches from now on. */
function watchScripts(page: Page): Set<string> {
  const names = new Set<string>();
  page.on('request', (request) => {
    const name = path.basename(new URL(request.url()).pathname);
    if (name.endsWith('.js')) names.add(name);
  });
  return names;
}

/** The scripts that a page fetches until what it opens with is shown, compressed. */
async function firstLoadBytes(page: Page, address: string, shown: Locator): Promise<number> {
  const names = watchScripts(page);
  await page.goto(address);
  await shown.waitFor();
  // What is drawn asks for its parts as soon as it is painted.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  expect(names.size).toBeGreaterThan(1);
  return sum([...names].map(gzipBytes));
}

test('the way in is light: at most 25 kB of JavaScript on the start page, an invitation, an invite and the log-in', async ({
  newPage,
  server,
}) => {
  const alice = await signUpOverHttp(server, newName('alice'));
  const { body: chat } = await alice.post<{ uri: string }>('/api/chats/');
  const { body: invite } = await alice.post<{ code: string }>(`/api/chats/${chat.uri}/invites/`);
  for (const address of ['/', `/chats/${chat.uri}/`, `/join/${invite.code}/`]) {
    const page = await newPage();
    const form = page.getByLabel('Nickname');
    expect(await firstLoadBytes(page, address, form), address).toBeLessThanOrEqual(maxWayInBytes);
    // The same files hold the other forms.
    const fetched = watchScripts(page);
    await page.getByRole('button', { name: 'Log in', exact: true }).click();
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
    expect([...fetched]).toEqual([]);
  }
});

test('an open chat is light: at most 42 kB of JavaScript until one can talk', async ({ newPage, server }) => {
  const page = await newPage();
  await signUp(page, newName('alice'));
  const address = await startChat(page);
  const bob = await personInChat(server, newName('bob'), address);
  await sayOverHttp(bob, address, ['Hello']);
  const bytes = await firstLoadBytes(page, address, message(page, 'Hello'));
  expect(bytes).toBeLessThanOrEqual(maxChatBytes);
});

test('the style of all pages together is at most 10 kB, compressed', () => {
  const styles = readdirSync(assets).filter((name) => name.endsWith('.css'));
  expect(styles.length).toBe(1);
  expect(sum(styles.map(gzipBytes))).toBeLessThanOrEqual(maxStyleBytes);
});

test('the page needs no inline script or style and no other host', () => {
  const html = readFileSync(path.join(folder, 'index.html'), 'utf8');
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|javascript:/i);
  const linked = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, target]) => target);
  expect(linked.length).toBeGreaterThan(2);
  for (const target of linked) {
    expect(target).toMatch(/^\/(manifest\.webmanifest|assets\/[a-z-]+-[A-Z0-9]{8}\.(js|css|svg|png))$/);
  }
  const css = readdirSync(assets).filter((name) => name.endsWith('.css'));
  for (const name of css) expect(readFileSync(path.join(assets, name), 'utf8')).not.toMatch(/url\(|@import/);
});

test('the compressed twins of every file hold what the file holds', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(html|js|css|svg|webmanifest)$/.test(name),
  );
  expect(files.length).toBeGreaterThanOrEqual(4);
  for (const name of files) {
    const file = path.join(folder, name);
    const content = readFileSync(file);
    expect(brotliDecompressSync(readFileSync(`${file}.br`)).equals(content), name).toBe(true);
    expect(gunzipSync(readFileSync(`${file}.gz`)).equals(content), name).toBe(true);
  }
});
