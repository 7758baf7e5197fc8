import { describe, expect, test as plainTest } from 'vitest';
import { databaseKind } from '../support/database.ts';
import { type DeclaredField, declaredRoutes } from '../support/declared-routes.ts';
import { signUp } from '../support/person.ts';
import { startWatchedServer } from '../support/watched-server.ts';
import {
  bigForm,
  bigJson,
  type Junk,
  jsonShapes,
  jsonTexts,
  jsonTypes,
  longUrlTexts,
  urlTexts,
} from './field-junk.ts';
import { expectAnswer, expectOthersServed, type Scene, setScene } from './field-scene.ts';

const routes = declaredRoutes();
const form = 'application/x-www-form-urlencoded';

/** A length is judged before any database is asked, so what is long is tried on one. */
const long = (junk: Junk[]) => (databaseKind() === 'postgres' ? junk : []);

/**
 * What costs more than its length shows at a fortieth of the megabyte that a body may have; the soak says it all, and largest-requests says
 * whole ones here.
 */
const isWhole = process.env.HOLDLINE_TEST_WHOLE === 'on';
const largestBytes = isWhole ? 1_000_000 : 25_000;

/** In `npm test` the texts take turns: each is tried at every other field and call, the one half here and the other there. */
const inTurn = (junk: Junk[], at: number) => (isWhole ? junk : junk.filter((_, i) => (i + at) % 2 === 0));

/** What gives its sender something, or keeps a thing from others. */
const secrets = [
  'password',
  'current_password',
  'new_password',
  'token',
  'uid',
  're_new_password',
  'refresh',
  'invite',
  'client_id',
  'to',
];

const test = plainTest
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs off this pattern.
  .extend('watched', { scope: 'file' }, async ({}, { onCleanup }) => {
    // With a mail server, or what asks for one would look at nothing. Nobody is there, and nobody waits for it.
    const server = await startWatchedServer({
      SMTP_URL: 'smtp://127.0.0.1:9',
      SMTP_FROM: 'chat@example.org',
      PUBLIC_URL: 'https://chat.example.org',
    });
    onCleanup(async () => {
      await server.stop();
    });
    return server;
  })
  .extend('bob', { scope: 'file' }, ({ watched }) => signUp(watched, 'bob'));

const titled = routes.map((route, at) => ({ ...route, at, title: `${route.method} ${route.path}` }));

describe('no field of a body takes what it should not, fails, or keeps others waiting', () => {
  test.for(titled.filter(({ body }) => body.length > 0))(
    'at $title',
    { timeout: 60_000 },
    async (route, { watched, bob }) => {
      const scene = await setScene(watched, bob, route);
      // What is said to /auth/ may have 16 KiB.
      const maxBytes = route.path.startsWith('/auth/') ? 15_000 : largestBytes;
      // How a body is built is judged before any field is looked at.
      await tryJson(scene, route.body[0] as DeclaredField, long(jsonShapes));
      for (const [i, field] of route.body.entries()) {
        await tryJson(scene, field, [...jsonTypes, ...inTurn(jsonTexts, i), ...long(bigJson(maxBytes))]);
        // Forms and parts are read before their fields are looked at, in the same way for each: one of a call is enough here.
        if (i > 0 && !isWhole) continue;
        await tryForms(scene, field, maxBytes);
        await tryParts(scene, field);
      }
      expectOthersServed(watched);
    },
  );
});

describe('no part of a URL fails or keeps others waiting', () => {
  const withParts = titled.filter(({ query, places }) => query.length + places.length > 0);
  test.for(withParts)('at $title', { timeout: 60_000 }, async (route, { watched, bob }) => {
    const scene = await setScene(watched, bob, route);
    for (const junk of inTurn([...urlTexts, ...long(longUrlTexts)], route.at)) {
      for (const { name } of route.query) {
        const queries = [`?${name}=${junk.raw}`, `?${name}[]=${junk.raw}&${name}=${junk.raw}&${junk.raw}=1`];
        for (const query of queries.filter((one) => one.length < 14_000)) {
          expectAnswer(await scene.attempt({ query }), `${name}: ${junk.what}`);
        }
      }
      for (const name of route.places) {
        expectAnswer(await scene.attempt({ place: { name, raw: junk.raw } }), `${name}: ${junk.what}`);
      }
    }
    expectOthersServed(watched);
  });
});

async function tryJson(scene: Scene, field: DeclaredField, all: readonly Junk[]): Promise<void> {
  for (const junk of all) {
    const rest = JSON.stringify(scene.rest(field)).slice(1, -1);
    const raw = `{${rest}${rest && ','}"${field.name}":${junk.raw}}`;
    const reply = await scene.attempt({ body: { raw, contentType: 'application/json' } });
    expectAnswer(reply, `${field.name}: ${junk.what}`);
    const isNoText = jsonTypes.includes(junk) && junk.raw !== 'null';
    if (secrets.includes(field.name) && isNoText) {
      expect(reply.status, `${field.name} was ${junk.what}, and ${reply.text}`).toBe(400);
      expect(Object(reply.body)[field.name]).toEqual(['Not a valid string.']);
    }
  }
}

async function tryForms(scene: Scene, field: DeclaredField, maxBytes: number): Promise<void> {
  for (const junk of [...urlTexts.slice(0, 4), ...long(bigForm(maxBytes))]) {
    const rest = new URLSearchParams(texts(scene.rest(field)));
    const raw = `${rest}&${field.name}=${junk.raw}`;
    const reply = await scene.attempt({ body: { raw, contentType: form } });
    expectAnswer(reply, `${field.name} by form: ${junk.what}`);
  }
}

async function tryParts(scene: Scene, field: DeclaredField): Promise<void> {
  const values = [
    ...jsonTexts.slice(0, 4).map((junk) => JSON.parse(junk.raw)),
    new Blob(['x'.repeat(100_000)]),
  ];
  for (const value of values) {
    const body = new FormData();
    for (const [name, text] of Object.entries(texts(scene.rest(field)))) body.set(name, text);
    body.set(field.name, value);
    expectAnswer(await scene.attempt({ body }), `${field.name} as a part: ${String(value).slice(0, 20)}`);
  }
}

function texts(values: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}
