import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { maxWaitS } from '../../api/feed/schemas.ts';
import { keepAliveMs } from '../../api/http/door/listener.ts';
import { maxImageBodyBytes } from '../../api/images/schemas.ts';
import { project } from '../support/sources.ts';

// What stands in front of the nodes and around them has numbers of its own, which have to agree with the nodes'.

const read = (name: string) => readFileSync(path.join(project, name), 'utf8');

/** The first number after these words in a file, as it is written there. */
function numberAfter(file: string, words: string): number {
  const [, digits] = new RegExp(`${words}[\\s=]+'?(\\d+)`).exec(read(file)) ?? [];
  if (digits === undefined) throw new Error(`${file} says nothing of "${words}".`);
  return Number(digits);
}

const nginx = '.deploy/nginx.conf';
const haproxy = '.deploy/haproxy.cfg';
const caddy = '.deploy/Caddyfile';

test.each([
  [nginx, 'proxy_read_timeout'],
  [haproxy, 'timeout server'],
  [haproxy, 'timeout client'],
  [caddy, 'response_header_timeout'],
])('%s waits longer for an answer than a poll is held (%s)', (file, words) => {
  expect(numberAfter(file, words)).toBeGreaterThanOrEqual(maxWaitS + 5);
});

test.each([
  [nginx, 'keepalive 512;[^}]*keepalive_timeout'],
  [caddy, 'keepalive'],
])('%s lets go of an idle connection before a node does', (file, words) => {
  expect(numberAfter(file, words)).toBeLessThanOrEqual(keepAliveMs / 1000 - 5);
});

test.each([
  [nginx, 'client_max_body_size'],
  [caddy, 'max_size'],
])('%s lets through the largest message with an image', (file, words) => {
  expect(numberAfter(file, words) * 1_000_000).toBeGreaterThan(maxImageBodyBytes);
});

test.each([
  ['.deploy/compose.yaml', 'stop_grace_period:'],
  ['.deploy/holdline.service', 'TimeoutStopSec'],
])('%s gives a node the time that it takes to stop', (file, words) => {
  const [, seconds] = /maxShutdownMs = (\d+)_000/.exec(read('api/main.ts')) ?? [];
  const given = numberAfter(file, words);
  expect(given).toBeGreaterThan(Number(seconds));
});

test('what is set for a node is a setting that there is', () => {
  const settings = new Set(
    [...read('README.md').matchAll(/`([A-Z][A-Z_]+)`(?=[^|\n]*\|)/g)].map(([, name]) => name),
  );
  const environment = /environment:\n((?: {4}.*\n)+)/.exec(read('.deploy/compose.yaml'))?.[1] ?? '';
  const set = [...environment.matchAll(/^ {4}([A-Z_]+):/gm)].map(([, name]) => name);
  expect(set.length).toBeGreaterThan(3);
  for (const name of set) expect(settings).toContain(name);
});

test('what the image is built from is in the project', () => {
  const copied = [...read('.deploy/Dockerfile').matchAll(/^COPY ((?:[^-\s]\S* )+)\S+$/gm)].flatMap(
    ([, names = '']) => names.trim().split(' '),
  );
  const kept = [...read('.deploy/Dockerfile.dockerignore').matchAll(/^!(.+)$/gm)].map(
    ([, name]) => name ?? '',
  );
  expect(copied).toContain('package-lock.json');
  for (const name of copied.filter((name) => name !== '.')) {
    expect(existsSync(path.join(project, name)), name).toBe(true);
    expect(
      kept.some((one) => name === one || name.startsWith(`${one}/`)),
      name,
    ).toBe(true);
  }
});
