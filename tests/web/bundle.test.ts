import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const folder = path.resolve(import.meta.dirname, '../../.build/web');
const assets = path.join(folder, 'assets');

const gzipBytes = (ending: string) =>
  readdirSync(assets)
    .filter((name) => name.endsWith(`${ending}.gz`))
    .reduce((sum, name) => sum + readFileSync(path.join(assets, name)).length, 0);

test('the page is light: at most 30 kB of JavaScript and 8 kB of CSS, compressed', () => {
  expect(gzipBytes('.js')).toBeGreaterThan(1000);
  expect(gzipBytes('.js')).toBeLessThanOrEqual(30_000);
  expect(gzipBytes('.css')).toBeGreaterThan(500);
  expect(gzipBytes('.css')).toBeLessThanOrEqual(8000);
});

test('the page needs no inline script or style and no other host', () => {
  const html = readFileSync(path.join(folder, 'index.html'), 'utf8');
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|javascript:/i);
  const linked = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, target]) => target);
  expect(linked.length).toBeGreaterThan(2);
  for (const target of linked) expect(target).toMatch(/^\/assets\/[a-z]+-[A-Z0-9]{8}\.(js|css|svg)$/);
  const css = readdirSync(assets).filter((name) => name.endsWith('.css'));
  for (const name of css) expect(readFileSync(path.join(assets, name), 'utf8')).not.toMatch(/url\(|@import/);
});

test('the compressed twins of every file hold what the file holds', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(html|js|css|svg)$/.test(name),
  );
  expect(files.length).toBeGreaterThanOrEqual(4);
  for (const name of files) {
    const file = path.join(folder, name);
    const content = readFileSync(file);
    expect(brotliDecompressSync(readFileSync(`${file}.br`)).equals(content), name).toBe(true);
    expect(gunzipSync(readFileSync(`${file}.gz`)).equals(content), name).toBe(true);
  }
});
