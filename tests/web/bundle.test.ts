import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Locator, Page, Request } from 'playwright-core';
import { expect } from 'vitest';
import { languages } from '../../web/words/languages.ts';
import { newName, personInChat } from '../support/people.ts';
import { signUp as signUpOverHttp } from '../support/person.ts';
import { filesIn, site as folder, weightOf } from './built-files.ts';
import { signUp } from './pages.ts';
import { test } from './stage.ts';
import { message, painted, sayOverHttp, startChat } from './steps.ts';

const assets = path.join(folder, 'assets');

/** What someone new waits for before they can say their name, and someone inside before they can talk; as gzip. */
const maxScript = { wayIn: 24_000, chat: 42_000 };
/** By how much the words of another language may outweigh those of English. */
const maxMoreWords = 1500;
const maxStyle = 10_000;
/** Beside these stand the page itself and the drawings in it: named here, so that nothing else comes with them unseen. */
const maxPage = 1000;
const maxDrawings = 4000;
/** Files that several parts of the page share: more would be a sign that each is small. */
const maxShared = 15;

type Kind = 'script' | 'style' | 'page' | 'drawings';

const kinds: Record<string, Kind> = { '.js': 'script', '.css': 'style', '': 'page', '.svg': 'drawings' };

/** What the browser fetches beside the API's answers, from now on. */
function watchFiles(page: Page): Request[] {
  const requests: Request[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (!pathname.startsWith('/api/') && !pathname.startsWith('/auth/')) requests.push(request);
  });
  return requests;
}

/** The bytes that a page fetches until what it opens with is shown, as they come over the wire. */
async function firstLoad(page: Page, address: string, shown: Locator): Promise<Record<Kind, number>> {
  const requests = watchFiles(page);
  await page.goto(address);
  await shown.waitFor();
  // What is drawn asks for its parts as soon as it is painted.
  await painted(page);
  const bytes = { script: 0, style: 0, page: 0, drawings: 0 };
  for (const request of requests) {
    const kind = kinds[path.extname(new URL(request.url()).pathname)];
    if (!kind) throw new Error(`The page fetched ${request.url()}, which is of no kind that is weighed`);
    const response = await request.response();
    expect(await response?.headerValue('content-encoding')).toBe('gzip');
    bytes[kind] += (await request.sizes()).responseBodySize;
  }
  expect(bytes.style).toBeLessThanOrEqual(maxStyle);
  expect(bytes.page).toBeLessThanOrEqual(maxPage);
  expect(bytes.drawings).toBeLessThanOrEqual(maxDrawings);
  return bytes;
}

/** What most proxies and older devices get. A browser of today takes brotli, which is a tenth less. */
const extraHTTPHeaders = { 'Accept-Encoding': 'gzip' };

test('the way in is light: at most 24 kB of scripts on the start page, an invitation, an invite and the log-in', async ({
  newPage,
  server,
}) => {
  const alice = await signUpOverHttp(server, newName('alice'));
  const { body: chat } = await alice.post<{ uri: string }>('/api/chats/');
  const { body: invite } = await alice.post<{ code: string }>(`/api/chats/${chat.uri}/invites/`);
  for (const address of ['/', `/chats/${chat.uri}/`, `/join/${invite.code}/`]) {
    const page = await newPage({ extraHTTPHeaders });
    const { script } = await firstLoad(page, address, page.getByLabel('Nickname'));
    expect(script, address).toBeGreaterThan(5000);
    expect(script, address).toBeLessThanOrEqual(maxScript.wayIn);
    // The same files hold the other forms.
    const fetched = watchFiles(page);
    await page.getByRole('button', { name: 'Log in', exact: true }).click();
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
    expect(fetched.map((request) => request.url())).toEqual([]);
  }
});

test('an open chat is light: at most 42 kB of scripts until one can talk; what one may soon open comes by itself behind it', async ({
  newPage,
  server,
}) => {
  const page = await newPage({ extraHTTPHeaders, fetchesAhead: true });
  const fetchedAhead = page.waitForRequest(/\/assets\/search-/);
  await signUp(page, newName('alice'));
  const address = await startChat(page);
  const bob = await personInChat(server, newName('bob'), address);
  await sayOverHttp(bob, address, ['Hello']);
  // The same person on a device that has fetched nothing yet.
  const storageState = await page.context().storageState();
  const fresh = await newPage({ extraHTTPHeaders, storageState });
  const { script } = await firstLoad(fresh, address, message(fresh, 'Hello'));
  expect(script).toBeGreaterThan(5000);
  expect(script).toBeLessThanOrEqual(maxScript.chat);
  await fetchedAhead;
});

test('in another language the page weighs at most 1.5 kB more than in English', () => {
  for (const language of Object.keys(languages)) {
    for (const [part, most] of [
      ['entry', maxScript.wayIn],
      ['inside', maxScript.chat],
    ] as const) {
      const [here, inEnglish] = [language, 'en'].map((each) => weightOf(each, 'main', part));
      expect(inEnglish, part).toBeGreaterThan(0.8 * most);
      expect(here, `${language}: ${part}`).toBeLessThanOrEqual((inEnglish ?? 0) + maxMoreWords);
    }
    const page = language === 'en' ? 'index.html' : `index.${language}.html`;
    expect(statSync(path.join(folder, `${page}.gz`)).size, page).toBeLessThanOrEqual(maxPage + 200);
  }
});

test('a page is fetched in a few files: each shared by all that need it', () => {
  for (const language of Object.keys(languages)) {
    const scripts = filesIn(language).filter((name) => /^chunk-.*\.js$/.test(name));
    expect(scripts.length, language).toBeLessThanOrEqual(maxShared);
  }
});

test('every script and the style name their source map, and it is there', () => {
  const built = readdirSync(assets).filter((name) => /\.(js|css)$/.test(name));
  expect(built.length).toBeGreaterThan(5);
  for (const name of built) {
    const text = readFileSync(path.join(assets, name), 'utf8');
    expect(text).toContain(`sourceMappingURL=/assets/${name}.map`);
    // What begins a part may say no more than in which file it is.
    if (/^(import[^;]*;)+(export\{[^}]*\};)?\n/.test(text)) continue;
    const map = JSON.parse(readFileSync(path.join(assets, `${name}.map`), 'utf8'));
    expect(map.sources.length, name).toBeGreaterThan(0);
  }
});

test('the page needs no inline script or style and no other host', () => {
  const html = readFileSync(path.join(folder, 'index.html'), 'utf8');
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|javascript:/i);
  const targets = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, target]) => target);
  // For who has no scripts: a page of its own.
  const linked = targets.filter((target) => target !== '/api/docs/#curl-alone');
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
