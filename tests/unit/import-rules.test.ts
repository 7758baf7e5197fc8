import { expect, test } from 'vitest';
import { type Import, importsOf } from '../support/imports.ts';
import { readSources, type Source } from '../support/sources.ts';

// "Who may import whom" of README.md, one sentence and one predicate each; web-imports.test.ts has those of the page.

/** From left to right: each may import those before it. */
const features = [
  'users',
  'tokens',
  'accounts',
  'blocks',
  'chats',
  'members',
  'invites',
  'images',
  'reactions',
  'messages',
  'bots',
  'hooks',
  'history',
  'moods',
  'exports',
  'reports',
  'broadcasts',
  'directs',
  'presence',
  'push',
  'feed',
  'docs',
  'metrics',
  'staff',
  'manage',
];
const foundations = ['log', 'bus', 'db', 'mail', 'http', 'process'];
const entryPoints = ['api/app.ts', 'api/server.ts', 'api/main.ts'];

const rules: Record<string, (it: Import) => boolean> = {
  'A folder of api/ is a feature or one of log, bus, db, mail, http, process.': (it) =>
    it.from.split('/').length > 2 &&
    it.from.startsWith('api/') &&
    !isFeature(it.from) &&
    !isFoundation(it.from),
  'main imports server, server imports app, and nobody imports them back.': (it) =>
    it.from.startsWith('api/') &&
    entryPoints.includes(it.to) &&
    entryPoints.indexOf(it.from) <= entryPoints.indexOf(it.to),
  'A feature imports only features to its left; what it asks of the others is handed in.': (it) =>
    isFeature(it.from) && rank(it.to) > rank(it.from),
  'Of the files that wire the server features know services.ts, as a type, and foundations none.': (it) =>
    it.from.split('/').length > 2 &&
    it.from.startsWith('api/') &&
    /^api\/[^/]+\.ts$/.test(it.to) &&
    !(isFeature(it.from) && it.to === 'api/services.ts' && it.typeOnly),
  'log, bus, db, mail, http and process import no feature.': (it) =>
    isFoundation(it.from) && isFeature(it.to),
  'log, bus and db know nothing of HTTP.': (it) =>
    /^api\/(log|bus|db)\//.test(it.from) && (it.to.startsWith('api/http/') || /^@?koa\b/.test(it.to)),
  'The log uses the bus, and both the database, not the other way round.': (it) =>
    (inside('api/db', it.from) && /^api\/(log|bus)\//.test(it.to)) ||
    (inside('api/bus', it.from) && inside('api/log', it.to)),
  'What a place in the log is made of is known to the log alone.': (it) =>
    it.from.startsWith('api/') && !inside('api/log', it.from) && it.to === 'api/log/place-number.ts',
  'What belongs to the process knows nothing of what it serves.': (it) =>
    inside('api/process', it.from) && /^api\/(log|bus|db|mail|http)\//.test(it.to),
  'api/ imports nothing of web/, seeds/ or tests/.': (it) =>
    it.from.startsWith('api/') && /^(web|seeds|tests)\//.test(it.to),
  'Of api/, web/ imports the types of schemas.ts and nothing else.': (it) =>
    it.from.startsWith('web/') && it.to.startsWith('api/') && !(it.typeOnly && it.to.endsWith('/schemas.ts')),
  'The tests in tests/api speak HTTP and nothing else.': (it) =>
    inside('tests/api', it.from) && /^(api|web)\//.test(it.to),
};

function inside(folder: string, file: string): boolean {
  return file.startsWith(`${folder}/`);
}

function rank(file: string): number {
  return features.findIndex((feature) => inside(`api/${feature}`, file));
}

function isFeature(file: string): boolean {
  return rank(file) >= 0;
}

function isFoundation(file: string): boolean {
  return foundations.some((folder) => inside(`api/${folder}`, file));
}

function violations(sources: Source[]): string[] {
  return sources.flatMap(importsOf).flatMap((it) =>
    Object.entries(rules)
      .filter(([, isBroken]) => isBroken(it))
      .map(([rule]) => `${it.from} imports ${it.to}: ${rule}`),
  );
}

test('nobody imports what they may not', () => {
  expect(violations(readSources('api', 'web', 'tests'))).toEqual([]);
});

/** Every file that can be reached from itself, each once, with the way back. Types count: who follows them goes round as well. */
function circles(sources: Source[]): string[] {
  const imported = new Map(sources.map((source) => [source.path, importsOf(source).map((it) => it.to)]));
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, way: string[]) => {
    const start = way.indexOf(file);
    if (start >= 0) found.push([...way.slice(start), file].join(' → '));
    if (start >= 0 || done.has(file)) return;
    for (const next of imported.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of imported.keys()) visit(file, []);
  return found;
}

test('no file leads back to itself, by types either', () => {
  expect(circles(readSources('api', 'web'))).toEqual([]);
});

test('a circle is found, also one of types, and one that does not begin where the walk does', () => {
  const file = (path: string, text: string) => ({ path, text });
  const a = file('api/a.ts', `import { b } from './b.ts';`);
  const b = file('api/b.ts', `import type { C } from './c.ts';`);
  expect(circles([a, b, file('api/c.ts', '')])).toEqual([]);
  expect(circles([a, b, file('api/c.ts', `export type { B } from './b.ts';`)])).toEqual([
    'api/b.ts → api/c.ts → api/b.ts',
  ]);
});

const forbidden: [file: string, text: string, rule: string][] = [
  ['api/widgets/routes.ts', `import z from 'zod';`, 'A folder of api/'],
  ['api/chats/routes.ts', `import { handIn } from '../between-features.ts';`, 'that wire the server'],
  ['api/chats/routes.ts', `import { Services } from '../services.ts';`, 'that wire the server'],
  ['api/http/route.ts', `import type { Services } from '../services.ts';`, 'that wire the server'],
  ['api/app.ts', `import { startServer } from './server.ts';`, 'main imports server'],
  ['api/chats/access.ts', `import {\n  a,\n  b,\n} from '../messages/queries.ts';`, 'to its left'],
  ['api/accounts/routes.ts', `export * from '../chats/present.ts';`, 'to its left'],
  ['api/messages/present.ts', `const late = await import('../feed/routes.ts');`, 'to its left'],
  ['api/http/route.ts', `import type { User } from '../accounts/schemas.ts';`, 'import no feature'],
  ['api/bus/wakeups/local.ts', `import { ok } from '../../http/replies.ts';`, 'nothing of HTTP'],
  ['api/log/queries.ts', `import Router from '@koa/router';`, 'nothing of HTTP'],
  ['api/db/connection.ts', `import '../log/log.ts';`, 'not the other way round'],
  ['api/bus/local.ts', `import type { Log } from '../log/log.ts';`, 'not the other way round'],
  ['api/feed/look.ts', `import { toPlace } from '../log/place-number.ts';`, 'known to the log alone'],
  ['api/process/lru.ts', `import '../db/connection.ts';`, 'nothing of what it serves'],
  ['api/server.ts', `import { words } from '../web/words.ts';`, 'nothing of web/'],
  ['web/net/api.ts', `import { user } from '../../api/accounts/schemas.ts';`, 'the types of schemas.ts'],
  ['web/store/state.ts', `import type { Row } from '../../api/chats/queries.ts';`, 'the types of schemas.ts'],
  ['tests/api/chats.test.ts', `import { open } from '../../api/db/connection.ts';`, 'speak HTTP'],
];

test.for(forbidden)('in %s, %j is found out', ([file, text, rule]) => {
  expect(violations([{ path: file, text }])).toEqual([expect.stringContaining(rule)]);
});

const allowed: [file: string, text: string][] = [
  ['api/chats/routes.ts', `import type { Services } from '../services.ts';`],
  ['api/messages/sending/send-message.ts', `import { find } from '../chats/queries.ts';`],
  ['api/feed/routes.ts', `import { waitForEvents } from '../log/wait.ts';`],
  ['api/main.ts', `import { startServer } from './server.ts';`],
  ['web/net/api.ts', `import { type A, type B } from '../../api/chats/schemas.ts';`],
];

test.for(allowed)('in %s, %j is fine', ([file, text]) => {
  expect(violations([{ path: file, text }])).toEqual([]);
});
