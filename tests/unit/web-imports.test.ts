import path from 'node:path';
import { expect, test } from 'vitest';
import { type Import, importsOf } from '../support/imports.ts';
import { readSources, type Source } from '../support/sources.ts';

// Who may import whom in web/: one sentence and one predicate each.

/** From the ground up: each may import those before it. */
const storeys = ['browser', 'net', 'words', 'store', 'kit', 'features', 'app', 'docs'];

/** From left to right: each may import those before it. */
const features = [
  ...[
    'alerts',
    'broadcasts',
    'formatting',
    'hooks',
    'bots',
    'details',
    'disappearing',
    'emoji',
    'mail',
    'entry',
    'images',
    'line',
    'reports',
    'staff',
    'message',
    'people',
    'pins',
    'push',
    'search',
    'settings',
  ],
  ...['rooms', 'whisper', 'compose', 'sidebar', 'switch', 'talk', 'chat'],
];

const rules: Record<string, (it: Import) => boolean> = {
  'A file of web/ lies on one of its storeys.': (it) => storeyOf(it.from) < 0,
  'docs and app import features, features kit, kit the store, the store words and net, net the browser, and nobody back.':
    (it) => storeyOf(it.to) > storeyOf(it.from),
  'What is drawn reaches the server through the store alone.': (it) =>
    /^web\/(features|kit)\//.test(it.from) &&
    /^web\/net\/((api|ask)\.ts|transport\/)/.test(it.to) &&
    !it.typeOnly,
  'A feature imports only features to its left.': (it) =>
    featureOf(it.from) !== null && rank(it.to) > rank(it.from),
  'A feature is entered by one of its doors, or by its actions.': (it) =>
    featureOf(it.to) !== null &&
    featureOf(it.to) !== featureOf(it.from) &&
    !/^(([\w-]+-)?door|[\w-]+-actions)\.ts$/.test(path.basename(it.to)),
};

function storeyOf(file: string): number {
  return storeys.findIndex((name) => file.startsWith(`web/${name}/`));
}

function featureOf(file: string): string | null {
  return /^web\/features\/([\w-]+)\//.exec(file)?.[1] ?? null;
}

function rank(file: string): number {
  return features.indexOf(featureOf(file) ?? '');
}

function violations(sources: Source[]): string[] {
  return sources.flatMap(importsOf).flatMap((it) =>
    Object.entries(rules)
      .filter(([, isBroken]) => isBroken(it))
      .map(([rule]) => `${it.from} imports ${it.to}: ${rule}`),
  );
}

const sources = readSources('web').filter(({ path }) => path.endsWith('.ts') && path !== 'web/files.d.ts');

test('nobody in web/ imports what they may not, and the list of features is whole', () => {
  expect(violations(sources)).toEqual([]);
  const found = new Set(sources.map(({ path }) => featureOf(path)).filter((name) => name !== null));
  expect([...found].sort()).toEqual([...features].sort());
});

/** What is there as soon as these files are, of what others may fetch later. */
function fetchedTooEarly(sources: Source[], begins: string[]): string[] {
  const imports = sources.flatMap(importsOf);
  const late = new Set(imports.filter(({ isDynamic }) => isDynamic).map(({ to }) => to));
  const early = new Set(begins);
  for (const file of early) {
    for (const it of imports) {
      if (it.from === file && !it.typeOnly && !it.isDynamic) early.add(it.to);
    }
  }
  return [...early].filter((file) => late.has(file) && !begins.includes(file));
}

test('what is fetched when it is first opened is no part of what everyone fetches', () => {
  expect(fetchedTooEarly(sources, ['web/app/main.ts', 'web/app/inside.ts'])).toEqual([]);
  const door = { path: 'web/a/door.ts', text: `const late = () => import('./late.ts');` };
  const other = { path: 'web/a/other.ts', text: `import './late.ts';` };
  const early = { path: 'web/main.ts', text: `import './a/door.ts';` };
  expect(fetchedTooEarly([early, door, other], ['web/main.ts'])).toEqual([]);
  const hasty = { path: 'web/main.ts', text: `import './a/other.ts';` };
  expect(fetchedTooEarly([hasty, door, other], ['web/main.ts'])).toEqual(['web/a/late.ts']);
});

/** What is fetched later and says nothing of what is there by then: the build makes a file for each mix of such parts. */
function onTheirOwn(sources: Source[]): string[] {
  const imports = sources.flatMap(importsOf);
  const late = new Set(imports.filter(({ isDynamic }) => isDynamic).map(({ to }) => to));
  const stands = (part: string) =>
    imports.some(
      ({ from, to }) =>
        from === part && /^web\/kit\/parts\/(every-page|inside-pages|panel-parts)\.ts$/.test(to),
    );
  return [...late].filter((part) => !stands(part));
}

test('what is fetched when it is first opened imports what is on the page by then', () => {
  expect(onTheirOwn(sources)).toEqual([]);
  const door = { path: 'web/a/door.ts', text: `const late = () => import('./late.ts');` };
  const late = { path: 'web/a/late.ts', text: `import '../kit/parts/every-page.ts';` };
  expect(onTheirOwn([door, late])).toEqual([]);
  expect(onTheirOwn([door, { ...late, text: '' }])).toEqual(['web/a/late.ts']);
});

const forbidden: [file: string, text: string, rule: string][] = [
  ['web/views/chat.ts', `import { html } from 'htm/preact';`, 'lies on one of its storeys'],
  ['web/app/main.ts', `import '../docs/docs.ts';`, 'and nobody back'],
  ['web/kit/links/link.ts', `import { ChatPlace } from '../../features/chat/door.ts';`, 'and nobody back'],
  ['web/features/chat/chat.ts', `const app = () => import('../../app/app.ts');`, 'and nobody back'],
  ['web/store/state.ts', `import type { Entry } from '../kit/page/page.ts';`, 'and nobody back'],
  ['web/net/transport/feed.ts', `import type { State } from '../../store/state.ts';`, 'and nobody back'],
  ['web/net/api.ts', `import { words } from '../words/words.ts';`, 'and nobody back'],
  ['web/features/chat/chat.ts', `import { api, type Chat } from '../../net/api.ts';`, 'the store alone'],
  ['web/kit/badge.ts', `import { poll } from '../net/transport/interval.ts';`, 'the store alone'],
  ['web/features/whisper/whisper-note.ts', `export type * from '../compose/door.ts';`, 'to its left'],
  ['web/app/inside.ts', `const late = () => import('../features/search/search.ts');`, 'by one of its doors'],
  [
    'web/features/chat/chat.ts',
    `import type { Draft } from '../compose/composer.ts';`,
    'by one of its doors',
  ],
];

test.for(forbidden)('in %s, %j is found out', ([file, text, rule]) => {
  expect(violations([{ path: file, text }])).toEqual([expect.stringContaining(rule)]);
});

const allowed: [file: string, text: string][] = [
  ['web/features/chat/chat.ts', `import type { Api } from '../../net/api.ts';`],
  ['web/features/chat/chat.ts', `import { Composer } from '../compose/door.ts';`],
  ['web/features/switch/quick-switch.ts', `import { createRoomActions } from '../rooms/room-actions.ts';`],
  ['web/features/search/door.ts', `const late = () => import('./search.ts');`],
];

test.for(allowed)('in %s, %j is fine', ([file, text]) => {
  expect(violations([{ path: file, text }])).toEqual([]);
});
