import { request as httpRequest } from 'node:http';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { makeStaff } from '../support/manage.ts';
import { startChat } from '../support/people.ts';
import { anonymous, elsewhere, type Person, type Reply } from '../support/person.ts';
import { testSeed } from '../support/random.ts';
import type { TestServer } from '../support/server.ts';
import { nastyRequests } from './nasty-input.ts';
import { send, test } from './stage.ts';
import type { LogIn } from './wire.ts';

const seed = testSeed();
console.info(`never-500: HOLDLINE_TEST_SEED=${seed}`);

/**
 * So many tries on every machine, that one seed always tries the same. What chance should not have to find, each field with each
 * wrong type, is in every-field.test.ts; here are the combinations that nobody thinks of, more of them in the soak. A stranger mostly gets a 401.
 */
const numRuns =
  process.env.HOLDLINE_TEST_WHOLE === 'on' ? { member: 20, stranger: 4 } : { member: 5, stranger: 1 };

const chat = '/api/chats/{uri}/';
const routes = [
  ...['POST /auth/users/', 'POST /auth/users/create/', 'POST /auth/jwt/create/', 'POST /auth/token/create/'],
  ...[
    'POST /auth/jwt/refresh/',
    'POST /auth/jwt/verify/',
    'POST /auth/token/destroy/',
    'POST /auth/password/',
  ],
  ...['GET /auth/me/', 'PATCH /auth/me/', 'DELETE /auth/me/', 'GET /auth/users/me/', 'PATCH /auth/users/me/'],
  ...['GET /api/chats/', 'POST /api/chats/', `GET ${chat}`, `PATCH ${chat}`, `DELETE ${chat}`],
  ...[`GET ${chat}members/`, `PATCH ${chat}members/{username}/`, `DELETE ${chat}members/{username}/`],
  ...[`GET ${chat}bans/`, `DELETE ${chat}bans/{username}/`],
  ...[`GET ${chat}messages/`, `POST ${chat}messages/`],
  ...[`PATCH ${chat}messages/{id}/`, `DELETE ${chat}messages/{id}/`],
  ...[`GET ${chat}events/`, 'GET /api/events/', `POST ${chat}typing/`, `PUT ${chat}read/`],
  ...['POST /auth/guests/', 'POST /auth/guests/upgrade/', 'POST /api/directs/', 'GET /api/users/'],
  ...['GET /api/chats/public/', `POST ${chat}rotate/`, `GET ${chat}invites/`, `POST ${chat}invites/`],
  ...[`DELETE ${chat}invites/{username}/`, 'GET /api/invites/{username}/'],
  'POST /api/invites/{username}/accept/',
  ...[`PUT ${chat}messages/{id}/reactions/{username}/`, `DELETE ${chat}messages/{id}/reactions/{username}/`],
  ...[`PUT ${chat}messages/{id}/pin/`, `DELETE ${chat}messages/{id}/pin/`, `GET ${chat}pins/`],
  ...[`GET ${chat}mood/`, `GET ${chat}export/`],
  'POST /api/broadcasts/',
  ...['GET /api/images/{username}/', 'GET /api/images/{username}/thumbnail/', 'POST /api/images/{username}/'],
  ...['GET /healthz/', 'GET /readyz/', 'GET /api/{username}/', 'POST /{username}/', 'PUT /api/chats/'],
];

describe('no input makes the server fail', () => {
  /** Gone when what was tried has done away with it, and after a route by which it may be another. */
  let stage: Awaited<ReturnType<typeof fresh>> | undefined;

  test.for(routes)('at %s', async (route, { server, alice, bob, nobody }) => {
    const [method = '', path = ''] = route.split(' ');
    // Others are sent away before anything of theirs is looked at.
    if (path === '/api/broadcasts/') await makeStaff(server, 'alice');
    let isAnother = false;
    for (const who of ['member', 'stranger'] as const) {
      const real = { uri: 'real-uri', id: 'real-id', username: 'bob' };
      await fc.assert(
        fc.asyncProperty(nastyRequests(real), async ({ place, query, body, options }) => {
          stage ??= await fresh(server, alice, bob);
          const { uri, id, token: own } = stage;
          const filled = path
            .replace('{uri}', () => (place.uri === real.uri ? uri : place.uri))
            .replace('{id}', () => (place.id === real.id ? id : place.id))
            .replace('{username}', () => place.username);
          const token = who === 'member' ? own : null;
          // fetch gives a GET no body.
          const call = method === 'GET' ? { headers: options.headers, token } : { ...options, token };
          const content = method === 'GET' ? undefined : body;
          const reply = await nobody.request(method, `${filled}?${query}`, content, call);
          expectAnAnswer(reply);
          // What a request did away with is put back, so that the next one finds it: the session, bob, the token.
          if (method !== 'GET' && reply.status === 204) stage = undefined;
          if (method !== 'GET' && reply.status < 300) isAnother = true;
        }),
        { seed, numRuns: numRuns[who] },
      );
    }
    if (isAnother) stage = undefined;
    expect((await nobody.get('/healthz/')).status).toBe(200);
  });
});

test('people go on as before', async ({ server, alice, bob }) => {
  const { uri } = await fresh(server, alice, bob);
  expect((await bob.get(`/api/chats/${uri}/messages/`)).status).toBe(200);
});

describe('no request target or Host makes the server fail', () => {
  const targets = [
    ...[
      '*',
      '?',
      '//',
      '//[',
      '/%',
      '/%00',
      '/%ff',
      '/\\..',
      '/api/../../../etc/passwd',
      '/.git/config',
      '///api///',
    ],
    ...[
      'http://[::1/',
      'http://x:99999/api/chats/',
      'http://',
      '/api/chats/?page=%',
      '/api/chats/;a=b/',
      '/#/',
      '/a?b?c',
    ],
    ...[
      '/api//chats//',
      '/assets/',
      '/assets/../../package.json',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/assets/%00',
    ],
  ];
  test.for(targets)('target %s', async (target, { server, alice }) => {
    expect(await statusOf(server, target, {})).toBeLessThan(500);
    expect((await alice.get('/auth/me/')).status).toBe(200);
  });

  test.for(['', '[', 'x y', 'evil.example:99999', '::::', '%', 'a'.repeat(2000)])(
    'Host: %s',
    async (host, { server, alice, bob }) => {
      const { token } = await fresh(server, alice, bob);
      const headers = { Host: host, Authorization: `JWT ${token}` };
      expect(await statusOf(server, '/api/chats/?page_size=1', headers)).toBeLessThan(500);
    },
  );
});

/** By a new log-in: what is tried may end all that came before, as `all` does where one logs out. */
async function fresh(server: TestServer, alice: Person, bob: Person) {
  const { username, password } = alice;
  const logIn = await anonymous(server).post<LogIn>('/auth/jwt/create/', { username, password });
  expect(logIn.status, 'alice still has her password').toBe(200);
  const { token } = logIn.body;
  const owner = elsewhere(server, { ...alice, token });
  const started = await startChat(owner, bob);
  const { id } = await send(owner, started, 'still here');
  return { uri: started.uri, id: String(id), token };
}

function expectAnAnswer(reply: Reply): void {
  const shown = `${reply.status} ${reply.text.slice(0, 500)}`;
  expect(reply.status, shown).toBeLessThan(500);
  if (reply.status < 400) return;
  expect(reply.headers.get('content-type'), shown).toMatch(/^application\/json/);
  const { detail, code, ...fields } = Object(reply.body);
  if (detail !== undefined) expect([typeof detail, typeof code], shown).toEqual(['string', 'string']);
  else expect(Object.keys(fields).length, shown).toBeGreaterThan(0);
  for (const sentences of Object.values(fields)) {
    expect(Array.isArray(sentences) && sentences.every((one) => typeof one === 'string'), shown).toBe(true);
  }
}

/** Sends what fetch would tidy up first. A connection that is simply closed counts as a refusal. */
function statusOf(server: TestServer, path: string, headers: Record<string, string>): Promise<number> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, headers, agent: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    request.setTimeout(5_000, () => reject(new Error(`no answer to ${path}`)));
    request.on('error', () => resolve(400)).end();
  });
}
