import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { newName, test } from './stage.ts';
import { signUp, startChat } from './steps.ts';

const folder = path.resolve(import.meta.dirname, '../../.build/web');
const assets = path.join(folder, 'assets');

const maxScriptBytes = 30_000;
const maxStyleBytes = 8000;

const gzipBytes = (name: string) => readFileSync(path.join(assets, `${name}.gz`)).length;
const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);

/** The names of the scripts that a page fetched, without those that only its opened panels need. */
function watchScripts(page: Page): Set<string> {
  const names = new Set<string>();
  page.on('request', (request) => {
    const name = path.basename(new URL(request.url()).pathname);
    if (name.endsWith('.js')) names.add(name);
  });
  return names;
}

test('the first load is light: at most 30 kB of JavaScript, whether it opens on the start page or in a chat', async ({
  newPage,
}) => {
  const visitor = await newPage();
  const landing = watchScripts(visitor);
  await visitor.goto('/');
  await visitor.getByRole('heading', { level: 1 }).waitFor();
  expect(landing.size).toBeGreaterThan(0);
  expect(sum([...landing].map(gzipBytes))).toBeLessThanOrEqual(maxScriptBytes);

  const page = await newPage();
  await signUp(page, newName('alice'));
  const path = await startChat(page);
  const chat = watchScripts(page);
  await page.goto(path);
  await page.getByRole('log').waitFor();
  await page.waitForLoadState('networkidle');
  expect(chat.size).toBeGreaterThan(0);
  expect(sum([...chat].map(gzipBytes))).toBeLessThanOrEqual(maxScriptBytes);
});

test('the style of all pages together is at most 8 kB, compressed', () => {
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
