import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseKind } from '../support/database.ts';
import { startChat } from '../support/people.ts';
import type { Person, Reply } from '../support/person.ts';
import { type Asking, ask, bothWays, listed, longWay, open, settings } from './both-ways.ts';
import { allMine, eventsOf, poll } from './polling.ts';
import { send } from './stage.ts';

// What is asked most is answered before Koa, and must be what Koa's routes would have said, to the last header.

/** What is polled when nothing has happened, with the tag of that. */
async function quietThings(alice: Person, bob: Person) {
  const chat = await startChat(alice, bob);
  await send(alice, chat, 'hello');
  // Whoever is there has come before the cursor was made, so that nobody's coming is news.
  for (const person of [bob, alice]) await poll(person, allMine);
  const polls = await Promise.all(
    [allMine, eventsOf(chat)].map(async (path) => ({
      path: `${path}?cursor=${(await poll(alice, path)).cursor}`,
      tag: 'W/"quiet-long"',
    })),
  );
  const pages = await Promise.all(
    ['', '?limit=20', '?limit=900', '?after=0', '?limit=5&before=7'].map(async (query) => {
      const path = chat.messages + query;
      return { path, tag: (await alice.get(path)).headers.get('etag') ?? '' };
    }),
  );
  return { chat, polls, pages };
}

describe.each(settings)('%s, both ways say the same', (_name, given) => {
  let opened: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    opened = await open(given);
  });
  afterAll(() => opened?.server.stop());

  test('of what is quiet, to any origin and through any proxies, also in HTTP/1.0', async () => {
    const { server, alice, bob } = opened;
    const { polls, pages } = await quietThings(alice, bob);
    const own = { Authorization: `JWT ${alice.token}` };
    const origins = [listed, 'https://b.example', 'https://evil.example', 'null'];
    const forwarded = ['', '198.51.100.7', '203.0.113.5, 198.51.100.7, 192.0.2.1', '2001:db8::1', ' , x'];
    const variants: Pick<Asking, 'headers' | 'version'>[] = [
      { headers: {} },
      ...origins.map((origin) => ({ headers: { Origin: origin } })),
      ...forwarded.map((addresses) => ({ headers: { 'X-Forwarded-For': addresses } })),
      { headers: { Accept: 'application/json;q=0.5' } },
      { headers: {}, version: '1.0' },
    ];
    const compare = (path: string, tag: string | null) =>
      Promise.all(
        variants.map((variant) => {
          const known: Record<string, string> = tag === null ? {} : { 'If-None-Match': `"x", ${tag}` };
          return bothWays(server, { path, ...variant, headers: { ...own, ...variant.headers, ...known } });
        }),
      );
    // One page stands for all of them: what follows the question mark has no part in what the variants are about.
    for (const { path, tag } of [...polls, ...pages.slice(0, 1)]) {
      for (const answer of await compare(path, tag))
        expect(answer).toMatchObject({ status: 304, isShort: true });
    }
    for (const { path, tag } of pages.slice(1)) {
      const headers = { ...own, Origin: listed, 'If-None-Match': tag };
      expect(await bothWays(server, { path, headers })).toMatchObject({ status: 304, isShort: true });
    }
    for (const { path } of polls)
      for (const answer of await compare(path, null))
        expect(answer).toMatchObject({ status: 200, isShort: true });
    // Where other nodes may be, a whole page takes a look at the log first.
    const isAlone = databaseKind() === 'sqlite';
    for (const { path } of pages.slice(0, 2))
      for (const answer of await compare(path, null))
        expect(answer).toMatchObject({ status: 200, isShort: isAlone });
    // They wait at the same time, so that they are told of the same place.
    const headers = { ...own, Origin: listed };
    const held = polls.map(({ path }) => bothWays(server, { path: `${path}&wait=1`, headers }));
    for (const { status } of await Promise.all(held)) expect(status).toBe(200);
  });

  test('to who takes no JSON, though they name it or something like it', async () => {
    const { server, alice, bob } = opened;
    const { polls, pages } = await quietThings(alice, bob);
    const unwelcome = [
      'application/json;q=0',
      'application/json; q=0.0, */*',
      'application/json-patch+json',
      'text/html',
    ];
    for (const { path, tag } of [...polls, ...pages]) {
      for (const accept of unwelcome) {
        const known: Record<string, string> = tag === null ? {} : { 'If-None-Match': tag };
        const headers = { Authorization: `JWT ${alice.token}`, Accept: accept, ...known };
        expect(await bothWays(server, { path, headers })).toMatchObject({ status: 406, isShort: false });
      }
    }
  });

  test('of news, and to whoever is to be refused', async () => {
    const { server, alice, bob, carol, gone } = opened;
    const { chat, polls, pages } = await quietThings(alice, bob);
    const [carols, ...others] = [carol.token, gone.token, 'nonsense', ''].map((token) => `JWT ${token}`);
    for (const { path, tag } of [...polls.slice(1), ...pages]) {
      for (const Authorization of [carols ?? '', ...others, `Basic ${alice.token}`, '']) {
        const headers = { Authorization, 'If-None-Match': tag, Origin: listed };
        const { status } = await bothWays(server, { path, headers });
        expect(status).toBe(Authorization === carols ? 403 : 401);
      }
    }
    // A page that is kept is no more open than one that is not.
    for (const { path } of pages) {
      for (const Authorization of [carols ?? '', ...others]) {
        const { status } = await bothWays(server, { path, headers: { Authorization } });
        expect(status).toBe(Authorization === carols ? 403 : 401);
      }
    }
    const own = { Authorization: `JWT ${alice.token}` };
    const odd = ['?limit=0', '?before=x', '?before=1&after=1', '?limit=5&', '?&before=3', '?search=a'];
    for (const path of [...odd.map((query) => chat.messages + query), `${allMine}?cursor=nonsense`])
      await bothWays(server, { path, headers: { ...own, 'If-None-Match': '"no"' } });
    await send(bob, chat, 'news');
    for (const { path, tag } of polls) {
      const { status } = await bothWays(server, { path, headers: { ...own, 'If-None-Match': tag } });
      expect(status).toBe(200);
    }
    // A page before or after a message has a tag that changes with the chat, too.
    for (const { path, tag } of pages.slice(0, 4)) {
      const answer = await ask(server, { path, headers: { ...own, 'If-None-Match': tag } });
      expect([answer.status, answer.body.includes('news')]).toEqual([200, true]);
    }
  });
});

test('both ways take the same price of the same person and address, and refuse in the same words', async () => {
  const { server, alice, bob } = await open({ RATE_LIMITS: 'on', TRUST_PROXY: '1' });
  try {
    const { pages } = await quietThings(alice, bob);
    const { path, tag } = pages[0] ?? { path: '', tag: '' };
    const short = { 'If-None-Match': tag };
    const get = (headers: Record<string, string>) => alice.get(path, { headers });
    const some = async () => ({
      short: await Promise.all(Array.from({ length: 10 }, () => get(short))),
      long: await Promise.all(Array.from({ length: 10 }, () => get({ ...short, ...longWay }))),
    });
    let taken = 0;
    let last = await some();
    const refused = (replies: Reply[]) => replies.find(({ status }) => status === 429);
    for (let round = 0; round < 100 && !(refused(last.short) && refused(last.long)); round += 1) {
      taken += [...last.short, ...last.long].filter(({ status }) => status === 304).length;
      last = await some();
    }
    // 600 a minute, and ten more for each second that this takes.
    expect(taken).toBeGreaterThan(550);
    const told = (reply: Reply | undefined) =>
      [...(reply?.headers ?? [])].filter(
        ([name]) => !['date', 'retry-after', 'content-length', 'x-request-id'].includes(name),
      );
    expect(refused(last.short)?.status).toBe(429);
    expect(told(refused(last.short))).toEqual(told(refused(last.long)));
    // It is alice who has used it up, not her address.
    expect((await bob.get(path, { headers: short })).status).toBe(304);
  } finally {
    await server.stop();
  }
});
