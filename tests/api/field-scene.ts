import { expect } from 'vitest';
import type { DeclaredField, DeclaredRoute } from '../support/declared-routes.ts';
import { makeStaff } from '../support/manage.ts';
import { startChat } from '../support/people.ts';
import { anonymous, type Person, type Reply, signUp } from '../support/person.ts';
import type { WatchedServer } from '../support/watched-server.ts';
import { send } from './stage.ts';
import type { Invite, LogIn } from './wire.ts';

/** One part of a request as someone hostile sends it; all the rest is as it should be. */
export interface Attempt {
  place?: { name: string; raw: string };
  query?: string;
  body?: { raw: string | Uint8Array<ArrayBuffer>; contentType: string } | FormData;
  headers?: Record<string, string>;
}

export interface Scene {
  /** Asks the route as the chat's owner, or as a guest where only a guest may. Fails for what is not answered within ten seconds. */
  attempt(attempt: Attempt): Promise<Reply>;
  /** What a body needs besides `field`, each as its route would have it. */
  rest(field: DeclaredField): Record<string, unknown>;
}

const hungMs = 10_000;

/** For so long a person who only asks whether the server is there may wait for what others do. */
const maxHoldMs = 250;

let accounts = 0;

/** A chat of someone's own with bob, a message and an invite, and a route to be called in it. */
export async function setScene(
  server: { url: string; settings: Record<string, string> },
  bob: Person,
  route: DeclaredRoute | undefined,
): Promise<Scene> {
  if (!route) throw new Error('There is no such route any more.');
  const owner = await signUp(server, `owner-${nextAccount()}`);
  // Others are sent away before anything of theirs is looked at.
  const isForStaff = route.path === '/api/broadcasts/' || route.path.startsWith('/api/staff/');
  if (isForStaff) await makeStaff(server, owner.username);
  const chat = await startChat(owner, bob);
  const { id } = await send(owner, chat, 'still here');
  const invite = await owner.post<Invite>(`${chat.path}invites/`, {});
  const places: Record<string, string> = {
    uri: chat.uri,
    id: String(id),
    // What staff try on somebody works.
    username: isForStaff ? (await signUp(server, `subject-${nextAccount()}`)).username : 'bob',
    code: invite.body.code,
    name: 'x'.repeat(21),
    emoji: '👍',
  };
  const nobody = anonymous(server);
  const logIn = async (): Promise<string> => {
    const { username, password } = owner;
    const reply =
      route.path === '/auth/guests/upgrade/'
        ? await nobody.post<LogIn>('/auth/guests/', { nickname: `Guest ${nextAccount()}` })
        : await nobody.post<LogIn>('/auth/jwt/create/', { username, password });
    expect(reply.body?.token, reply.text).toBeTypeOf('string');
    return reply.body.token;
  };
  let token = await logIn();

  const call = ({ place, query = '', body, headers = {} }: Attempt): Promise<Reply> => {
    const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) =>
      place?.name === name ? place.raw : encodeURIComponent(places[name] ?? 'something'),
    );
    const options = { token, headers, signal: AbortSignal.timeout(hungMs) };
    return body instanceof FormData
      ? nobody.request(route.method, path + query, body, options)
      : nobody.request(route.method, path + query, undefined, { ...options, ...body });
  };

  return {
    async attempt(attempt) {
      const reply = await call(attempt);
      if (reply.status !== 401) return reply;
      // What was tried before may have logged out, or turned the guest into an account.
      token = await logIn();
      return call(attempt);
    },
    rest(field) {
      const needed = route.body.filter((one) => one.isRequired || one.name === 'message');
      const values = rightValues(route.path, owner, token);
      return Object.fromEntries(
        needed
          .filter(({ name }) => name !== field.name)
          .map(({ name, legal }) => [name, values[name] ?? legal]),
      );
    },
  };
}

function rightValues(path: string, owner: Person, token: string): Record<string, unknown> {
  const isLogIn = path.endsWith('/create/') && !path.includes('/users/');
  const isSignUp = path.startsWith('/auth/') && !isLogIn;
  return {
    username: isLogIn ? owner.username : isSignUp ? `fresh-${nextAccount()}` : 'bob',
    password: isLogIn ? owner.password : 'tea and biscuits',
    disabled: false,
    // Where a legal name would be the owner's from then on it is a wrong one.
    current_password: /\/set_username\/$|^\/api\/staff\//.test(path) ? 'not it' : owner.password,
    // As far as any can come without being taken.
    new_password: 'short',
    token,
    nickname: `Guest ${nextAccount()}`,
    role: 'member',
  };
}

function nextAccount(): number {
  accounts += 1;
  return accounts;
}

/** Whatever was sent: an answer that is no failure, and words in JSON with a refusal. */
export function expectAnswer(reply: Reply, what: string): void {
  const shown = `${what}: ${reply.status} ${reply.text.slice(0, 300)}`;
  expect(reply.status, shown).toBeLessThan(500);
  if (reply.status < 400) return;
  expect(reply.headers.get('content-type'), shown).toMatch(/^application\/json/);
  expect(Object.keys(Object(reply.body)).length, shown).toBeGreaterThan(0);
}

/** While all that was tried, whoever asked the server whether it is there was answered, and soon. */
export function expectOthersServed(server: WatchedServer, during = ''): void {
  const { answers, wrong } = server.health();
  expect(wrong).toEqual([]);
  if (!during) expect(answers).toBeGreaterThan(0);
  expect(server.longestHoldMs(), `milliseconds in one turn of the event loop ${during}`).toBeLessThan(
    maxHoldMs,
  );
}
