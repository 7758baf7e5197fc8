import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createClient } from 'holdline/client';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type ReverseProxy, startProxy } from '../support/cutting-proxy.ts';
import { arranged, startChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { project } from '../support/sources.ts';
import { until } from '../support/until.ts';

// What a program uses to talk, as it is built, behind a proxy with bad habits.

const cutAfterMs = 8;
let server: TestServer;
let proxy: ReverseProxy;
let [isCutting, isUp] = [false, true];

beforeAll(async () => {
  server = await startTestServer({ POLL_INTERVAL_MS: '200' });
  proxy = await startProxy({
    target: () => (isUp ? server.url : undefined),
    cutAfterMs: () => (isCutting ? cutAfterMs : undefined),
  });
});
afterAll(async () => {
  await proxy?.close();
  await server?.stop();
});

/** A line on which the server takes every other send and its answer is lost. */
function losingAnswers(): typeof fetch {
  let sends = 0;
  return async (input, init) => {
    const response = await fetch(input, init);
    if (init?.method !== 'POST') return response;
    sends += 1;
    if (sends % 2 === 1) throw new TypeError('the answer was lost');
    return response;
  };
}

/** Someone's program that follows a chat and notes what it hears, ended with the test. */
function follower(person: Person, uri: string) {
  const over = new AbortController();
  const client = createClient({ url: proxy.url, token: person.token, fetch: losingAnswers() });
  const heard: string[] = [];
  let fresh = 0;
  const following = client.follow(
    uri,
    (event) => event.type === 'message.created' && heard.push(event.data.message),
    {
      signal: over.signal,
      onFresh: () => {
        fresh += 1;
      },
    },
  );
  onTestFinished(async () => {
    over.abort();
    await following;
  });
  return { client, heard, fresh: () => fresh };
}

test('two programs talk over a line that is cut and a server that is away, and hear everything once', async () => {
  const [alice, bob] = [await signUp(server, 'program-alice'), await signUp(server, 'program-bob')];
  const { uri } = await startChat(alice, bob);
  const [a, b] = [follower(alice, uri), follower(bob, uri)];
  await until(() => a.fresh() === 1 && b.fresh() === 1, { what: 'both have begun' });

  const said: string[] = [];
  const say = async (who: typeof a, text: string) => {
    said.push(text);
    return who.client.say(uri, text);
  };
  await Promise.all([say(a, 'one'), say(b, 'two')]);
  isCutting = true;
  const cutOnes = [say(a, 'three'), say(b, 'four'), say(a, 'five')];
  const before = proxy.cuts();
  await until(() => proxy.cuts() > before, { what: 'a line was cut' });
  isUp = false;
  const awayOnes = [say(a, 'six'), say(b, 'seven')];
  [isCutting, isUp] = [false, true];
  await Promise.all([...cutOnes, ...awayOnes]);

  await until(() => a.heard.length >= said.length && b.heard.length >= said.length, {
    what: 'all was heard',
  });
  expect(a.heard.toSorted()).toEqual(said.toSorted());
  // In one order for everyone, and each one's own as they were said.
  expect(b.heard).toEqual(a.heard);
  const ofAlice = a.heard.filter((text) => ['one', 'three', 'five', 'six'].includes(text));
  expect(ofAlice).toEqual(['one', 'three', 'five', 'six']);
  expect([a.fresh(), b.fresh()]).toEqual([1, 1]);
});

test('a program goes along when its chat gets another address, and is told when its token is over', async () => {
  const [alice, bob] = [await signUp(server, 'moving-alice'), await signUp(server, 'moving-bob')];
  const chat = await startChat(alice, bob);
  const { heard, fresh } = follower(bob, chat.uri);
  await until(() => fresh() === 1, { what: 'it has begun' });
  const { uri } = arranged(await alice.post<{ uri: string }>(`${chat.path}rotate/`), 200);
  await createClient({ url: proxy.url, token: alice.token }).say(uri, 'over here');
  await until(() => heard.includes('over here'), { what: 'it was heard there' });

  const loud = createClient({ url: proxy.url, token: alice.token });
  const following = loud.follow(null, () => {}, { signal: AbortSignal.timeout(20_000) });
  await alice.post('/auth/token/destroy/');
  await expect(following).rejects.toMatchObject({ status: 401 });
  await expect(loud.say(uri, 'nobody')).rejects.toMatchObject({ status: 401 });
});

test('what a program does wrong while it follows is handed to it, and ends the following', async () => {
  const alice = await signUp(server, 'clumsy-alice');
  const { uri } = await startChat(alice);
  const client = createClient({ url: server.url, token: alice.token });
  const following = client.follow(
    uri,
    () => {
      throw new RangeError('my own fault');
    },
    { signal: AbortSignal.timeout(20_000), onFresh: () => void client.say(uri, 'hello') },
  );
  await expect(following).rejects.toThrow('my own fault');
});

test('the client for programs asks nothing of a page', () => {
  const built = readFileSync(path.join(project, '.build/client/holdline.js'), 'utf8');
  expect(built.match(/\b(?:window|document|navigator|localStorage|import\(|from ")\b/g) ?? []).toEqual([]);
});
