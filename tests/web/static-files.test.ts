import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { get } from 'node:http';
import path from 'node:path';
import sharp from 'sharp';
import { expect } from 'vitest';
import { languages } from '../../web/words/languages.ts';
import { filesIn, site as folder } from './built-files.ts';
import { test } from './stage.ts';

const built = readdirSync(path.join(folder, 'assets')).filter((name) => !/\.(br|gz|map)$/.test(name));

/** One of each kind that the server hands out, with its type. */
const kinds: [kind: string, address: string, type: string][] = [
  ['the page', '/', 'text/html'],
  ['the page at another address', '/chats/whatever/', 'text/html'],
  ['the page without a line', '/offline.html', 'text/html'],
  ['the manifest', '/manifest.webmanifest', 'application/manifest+json'],
  ['the service worker', '/service-worker.js', 'text/javascript'],
  ['a script', assetOf('.js'), 'text/javascript'],
  ['the source map of a script', `${assetOf('.js')}.map`, 'application/json'],
  ['the style', assetOf('.css'), 'text/css'],
  ['a drawing', assetOf('.svg'), 'image/svg+xml'],
  ['an icon', assetOf('.png'), 'image/png'],
];

function assetOf(ending: string): string {
  return `/assets/${built.find((name) => name.endsWith(ending))}`;
}

test('whoever has no scripts is told a line of curl that works, and where there are more', async ({
  server,
}) => {
  const page = await (await fetch(server.url)).text();
  const noscript = /<noscript>(.*)<\/noscript>/s.exec(page)?.[1] ?? '';
  const [, address, form] = /curl SERVER(\S+) -d (\S+)</.exec(noscript) ?? [];
  const reply = await fetch(`${server.url}${address}`, { method: 'POST', body: new URLSearchParams(form) });
  expect(reply.status).toBe(201);
  const [, more, chapter] = /href="([^"#]+)#([^"]+)"/.exec(noscript) ?? [];
  expect(await (await fetch(`${server.url}${more}`)).text()).toContain(`id="${chapter}"`);
});

test.for(kinds)(
  '%s may load nothing from elsewhere and no inline code, says what it is, and is fetched twice only when it changed',
  async ([, address, type], { server }) => {
    const reply = await fetch(server.url + address);
    expect(reply.status).toBe(200);
    const header = (name: string) => reply.headers.get(name) ?? '';
    expect(header('Content-Type')).toMatch(new RegExp(`^${type.replace('+', '\\+')}(;|$)`));
    expect(header('X-Content-Type-Options')).toBe('nosniff');
    const policy = new Map(
      header('Content-Security-Policy')
        .split('; ')
        .map((rule) => [rule.slice(0, rule.indexOf(' ')), rule.slice(rule.indexOf(' ') + 1)]),
    );
    expect(policy.get('default-src')).toBe("'self'");
    for (const kind of ['base-uri', 'form-action', 'frame-ancestors', 'object-src'])
      expect(policy.get(kind)).toBe("'none'");
    expect(header('Content-Security-Policy')).not.toMatch(/unsafe|\*|https?:/);
    expect(header('Content-Security-Policy')).toContain("require-trusted-types-for 'script'");
    expect(header('Cross-Origin-Opener-Policy')).toBe('same-origin');
    expect(header('Permissions-Policy')).toContain('camera=()');
    // Only what has a hash in its name may be kept without asking.
    const isHashed = address.startsWith('/assets/');
    expect(header('Cache-Control')).toBe(isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    expect(await askAgain(server.url + address, header('ETag'))).toEqual({ status: 304, bytes: 0 });
  },
);

/** As a browser asks for what it has already; fetch would say in so many words that it wants none of what it has. */
async function askAgain(url: string, etag: string): Promise<{ status: number | undefined; bytes: number }> {
  const [reply] = await once(get(url, { headers: { 'If-None-Match': etag } }), 'response');
  let bytes = 0;
  for await (const chunk of reply) bytes += chunk.length;
  return { status: reply.statusCode, bytes };
}

test('the manifest names icons that are there and as large as it says', async ({ server }) => {
  const manifest = await (await fetch(`${server.url}/manifest.webmanifest`)).json();
  expect(manifest).toMatchObject({ name: 'Holdline', start_url: '/', scope: '/', display: 'standalone' });
  const pixels = manifest.icons.filter(({ type }: { type: string }) => type === 'image/png');
  expect(pixels).toHaveLength(3);
  for (const { src, sizes } of pixels) {
    const reply = await fetch(server.url + src);
    const { width, height } = await sharp(await reply.arrayBuffer()).metadata();
    expect(`${width}x${height}`).toBe(sizes);
  }
  expect(manifest.icons.filter(({ purpose }: { purpose?: string }) => purpose === 'maskable')).toHaveLength(
    1,
  );
});

test('the service worker keeps each file that the page may fetch in its language, and nothing of the API', () => {
  const kept = Object.keys(languages).map((language) => {
    const files = filesIn(language);
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) expect(file).toMatch(/^[\w-]+\.(js|css|svg)$/);
    return files;
  });
  // Nor what only a device that installs the page asks for, someone who looks for a fault, or who picks one of two thousand emoji.
  const all = [...new Set(kept.flat())];
  expect(all.sort()).toEqual(built.filter((name) => !/\.png$|^emoji-/.test(name)).sort());
  expect(all.length).toBeGreaterThan(kept[0]?.length ?? 0);
});

test.for([
  ['en', {}],
  ['en', { 'Accept-Language': 'fr, it;q=0.5' }],
  ['de', { 'Accept-Language': 'de-AT,de;q=0.9,en;q=0.8' }],
  ['es', { 'Accept-Language': 'ca, es-MX;q=0.8, en;q=0.5' }],
  ['ar', { 'Accept-Language': 'de', Cookie: 'theme=x; language=ar' }],
  ['de', { 'Accept-Language': 'de', Cookie: 'language=../../etc' }],
] as [language: string, headers: Record<string, string>][])(
  'the page is in %s for who asks with %j',
  async ([language, headers], { server }) => {
    const reply = await fetch(`${server.url}/chats/whatever/`, { headers });
    expect(reply.headers.get('Content-Language')).toBe(language);
    expect(reply.headers.get('Vary')).toMatch(/Accept-Language.*Cookie/);
    const text = await reply.text();
    expect(text).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"`);
    expect(text).not.toMatch(/\{\{|\}\}/);
    // What was chosen is kept for longer than browsers keep what a script wrote.
    const isChosen = language === 'ar';
    expect(reply.headers.get('Set-Cookie')).toEqual(
      isChosen ? expect.stringMatching(/^language=ar; path=\/; expires=.*; samesite=lax$/) : null,
    );
    // Scripts, drawings and the worker are the same for all.
    const script = /src="([^"]+)"/.exec(text)?.[1] ?? '';
    const asset = await fetch(server.url + script, { headers });
    expect([asset.status, asset.headers.get('Set-Cookie'), asset.headers.get('Vary')]).toEqual([
      200,
      null,
      'Accept-Encoding',
    ]);
  },
);
