import { expect, test } from 'vitest';
import { insidePath } from '../../web/net/inside-paths.ts';
import { panelPath } from '../../web/net/panel-paths.ts';
import { pagePath, parsePath } from '../../web/net/paths.ts';
import { readSources } from '../support/sources.ts';

test('no name in a path leaves its place', () => {
  const name = '../a/b?c#d%2e é';
  const inside = '..%2Fa%2Fb%3Fc%23d%252e%20%C3%A9';
  expect(panelPath.member(name, name)).toBe(`/api/chats/${inside}/members/${inside}/`);
  expect(panelPath.reaction('chat', 7, '👍')).toBe('/api/chats/chat/messages/7/reactions/%F0%9F%91%8D/');
  expect(pagePath.chat(name)).toBe(`/chats/${inside}/`);
  const { pathname, searchParams } = new URL(panelPath.namedMembers('chat', `${name}&ban=1`), 'http://here');
  expect(pathname).toBe('/api/chats/chat/members/');
  expect([...searchParams]).toEqual([['named', `${name}&ban=1`]]);
});

test('what is not asked for is not in the path', () => {
  expect(insidePath.messages('chat')).toBe('/api/chats/chat/messages/');
  expect(insidePath.messages('chat', { after: 0, before: undefined })).toBe(
    '/api/chats/chat/messages/?after=0',
  );
});

test('a poll asks in the order that the server’s shortest way reads', () => {
  const poll = { cursor: 'a b', waitMs: 25_000, limit: 500, client: 'tab' };
  expect(insidePath.events(poll)).toBe('/api/events/?cursor=a+b&wait=25&limit=500&client=tab');
  expect(insidePath.events({ ...poll, cursor: null, waitMs: 0 })).toBe('/api/events/?limit=500&client=tab');
});

test('where a page leads is where it is read from', () => {
  expect(parsePath(pagePath.home)).toEqual({ kind: 'home' });
  expect(parsePath(pagePath.settings)).toEqual({ kind: 'settings' });
  expect(parsePath(pagePath.chat('r-2_x'))).toEqual({ kind: 'chat', uri: 'r-2_x' });
});

test.for([
  ['/', { kind: 'home' }],
  ['/chats/AbC-1_x/', { kind: 'chat', uri: 'AbC-1_x' }],
  ['/chats/abc', { kind: 'chat', uri: 'abc' }],
  ['/reset-password/', { kind: 'mailed', purpose: 'reset-password' }],
  ['/confirm-email', { kind: 'mailed', purpose: 'confirm-email' }],
  ['/confirm-email/abc/', { kind: 'nowhere' }],
  ['/chats/', { kind: 'nowhere' }],
  ['/chats/a/b/', { kind: 'nowhere' }],
  ['/chats/%2e%2e/', { kind: 'nowhere' }],
] as const)('the path %s is read as %j', ([path, place]) => {
  expect(parsePath(path)).toEqual(place);
});

/** What looks like a path that is made by hand. */
const byHand =
  /(?<!split\()['"`](?:\/(?:api|auth|chats|join|settings)\/|\/['"`])|encodeURIComponent|URLSearchParams/;

/** The service worker is told what to keep, an image of a QR code is no path, and the page of the API has its paths from the schema. */
const others = [
  ...['web/net/make-path.ts', 'web/net/paths.ts', 'web/net/inside-paths.ts', 'web/net/panel-paths.ts'],
  'web/net/staff-paths.ts',
  'web/app/service-worker.ts',
  ...['web/features/details/qr-dialog.ts', 'web/docs/request.ts'],
];

test('paths are made in the files of paths alone', () => {
  const sources = readSources('web').filter(({ path }) => path.endsWith('.ts') && !others.includes(path));
  const found = sources.flatMap(({ path, text }) =>
    text
      .split('\n')
      .filter((line) => byHand.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
  for (const line of ["ask('/auth/me/')", 'go(`/chats/', "go('/')", '<a href="/">'])
    expect(line).toMatch(byHand);
});
