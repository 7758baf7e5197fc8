import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ChatPath, startChat } from '../support/people.ts';
import { anonymous, type Caller, type Person, signUp } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { allMine, ask, type Feed, poll } from './polling.ts';
import { expectThrottled, spree } from './spree.ts';
import { send } from './stage.ts';
import type { LogIn, Message } from './wire.ts';

// Hundreds of requests each, behind a proxy, so that a test says where a request comes from.
const patienceMs = 40_000;
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    RATE_LIMITS: 'on',
    TRUST_PROXY: '1',
    PUBLIC_URL: 'http://chat.example',
    MAX_HELD_PER_ADDRESS: '1',
  });
});
afterAll(() => server.stop());

let addresses = 0;
function newAddress(): string {
  addresses += 1;
  return `203.0.113.${addresses}`;
}

function from(address: string) {
  return { headers: { 'X-Forwarded-For': address } };
}

/** A guest, come in from an address of their own. */
async function newGuest(): Promise<Caller> {
  const nickname = `guest ${newAddress()}`;
  const reply = await anonymous(server).post<LogIn>('/auth/guests/', { nickname }, from(newAddress()));
  expect(reply.status).toBe(201);
  const { token } = reply.body;
  const stranger = anonymous(server);
  return {
    ...stranger,
    request: (method, path, body, options) => stranger.request(method, path, body, { token, ...options }),
  };
}

const nowhere = '/api/chats/no-such-chat/';

describe('at the end of its price a call is refused, whatever it would have been answered', () => {
  test.for([
    ['GET', `${nowhere}export/`, 30],
    ['GET', `${nowhere}mood/`, 60],
    ['GET', `${nowhere}messages/?search=x`, 60],
    ['GET', `${nowhere}messages/?%73earch=x`, 60],
    ['POST', `${nowhere}invites/`, 30],
    ['PUT', `${nowhere}messages/1/reactions/%F0%9F%91%8D/`, 60],
  ] as const)('%s %s after %i', async ([method, path, points]) => {
    const address = newAddress();
    const guest = await newGuest();
    const call = () => guest.request(method, path, method === 'GET' ? undefined : {}, from(address));
    const end = await spree(call, 3 * points);
    expectThrottled(end);
    expect(end.passed).toBeGreaterThanOrEqual(points);
    // Some points come back meanwhile, on a slow machine more than on a fast one.
    expect(end.passed).toBeLessThan(2 * points);
    // From wherever this person asks, and nobody else does not.
    const elsewhere = Array.from({ length: 20 }, () =>
      guest.request(method, path, undefined, from(newAddress())),
    );
    // Perhaps a few have come back meanwhile.
    expect((await Promise.all(elsewhere)).map(({ status }) => status)).toContain(429);
    expect((await (await newGuest()).request(method, path, undefined, from(address))).status).not.toBe(429);
  });
});

describe('sign-ups and log-ins', () => {
  test(
    'cost when they are refused, and then the right ones are refused too',
    async () => {
      const address = newAddress();
      const end = await spree(() => anonymous(server).post('/auth/users/', {}, from(address)), 1000, 50);
      expectThrottled(end);
      expect(end.passed).toBeGreaterThanOrEqual(600);
      const good = { username: 'punctual', password: 'violet-harbour-92' };
      expect(
        (await anonymous(server).post('/auth/guests/', { nickname: 'Late' }, from(address))).status,
      ).toBe(429);
      expect((await anonymous(server).post('/auth/users/', good, from(address))).status).toBe(429);
      expect((await anonymous(server).post('/auth/users/', good, from(newAddress()))).status).toBe(201);
    },
    patienceMs,
  );

  test(
    'cost with the right password too',
    async () => {
      const ruth = await signUp(server, 'ruth');
      const { username, password } = ruth;
      const address = newAddress();
      const end = await spree(
        () => anonymous(server).post('/auth/jwt/create/', { username, password }, from(address)),
        800,
        8,
      );
      expectThrottled(end);
      expect(end.passed).toBeGreaterThanOrEqual(400);
      const body = { current_password: password, new_password: password };
      const changes = await spree(() => ruth.post('/auth/password/', body), 40, 1);
      expectThrottled(changes);
      expect(changes.passed).toBe(15);
    },
    patienceMs,
  );

  test('with a wrong password end after ten, also when all of them are sent at once', async () => {
    const { username, password } = await signUp(server, 'wendy');
    const address = newAddress();
    const logIn = (guess: string, where: string) =>
      anonymous(server).post('/auth/jwt/create/', { username, password: guess }, from(where));
    // Right ones are no failures, however many.
    for (let i = 0; i < 12; i += 1) expect((await logIn(password, address)).status).toBe(200);
    const guesses = await Promise.all(Array.from({ length: 40 }, (_, i) => logIn(`guess ${i}`, address)));
    expect(guesses.filter(({ status }) => status === 400)).toHaveLength(10);
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(30);
    expect((await logIn(password, address)).status).toBe(429);
    // And lock nobody out from afar.
    expect((await logIn(password, newAddress())).status).toBe(200);
  });
});

describe('an address', () => {
  const exports = async (guests: Caller[], addressOf: (i: number) => string) => {
    let passed = 0;
    for (let round = 0; round < 4; round += 1) {
      const replies = await Promise.all(
        guests.map((guest, i) => guest.request('GET', `${nowhere}export/`, undefined, from(addressOf(i)))),
      );
      passed += replies.filter(({ status }) => status !== 429).length;
    }
    return passed;
  };

  test(
    'is one address, also with a hundred guests',
    async () => {
      const guests = await Promise.all(Array.from({ length: 100 }, newGuest));
      const address = newAddress();
      // Each of them might have thirty.
      const passed = await exports(guests, () => address);
      expect(passed).toBeGreaterThanOrEqual(300);
      expect(passed).toBeLessThan(350);
      expect(await exports(guests.slice(0, 2), newAddress)).toBe(8);
    },
    patienceMs,
  );

  test(
    'of IPv6 is a network of /64',
    async () => {
      const guests = await Promise.all(Array.from({ length: 100 }, newGuest));
      const passed = await exports(guests, (i) => `2001:db8:0:1::${i.toString(16)}:7`);
      expect(passed).toBeGreaterThanOrEqual(300);
      expect(passed).toBeLessThan(350);
      expect(await exports(guests.slice(0, 2), (i) => `2001:db8:0:${i + 2}::7`)).toBe(8);
    },
    patienceMs,
  );

  test('of IPv6 is a network of /64 for held polls, too', async () => {
    const guests = await Promise.all([newGuest(), newGuest(), newGuest()]);
    const modeAt = async (who: Caller, address: string) => {
      const { cursor } = (await who.request<Feed>('GET', allMine, undefined, from(address))).body;
      const url = `${allMine}?cursor=${cursor}&wait=1`;
      return (await who.request<Feed>('GET', url, undefined, from(address))).body.poll.mode;
    };
    const addresses = ['2001:db8:0:9::1', '2001:db8:0:9::2', '2001:db8:0:a::2'];
    let modes: string[] = [];
    // Whoever of the first two comes first has their place; that they come at once takes luck on a busy machine.
    while (!modes.includes('interval'))
      modes = await Promise.all(guests.map((guest, i) => modeAt(guest, addresses[i] ?? '')));
    expect(modes.slice(0, 2).sort()).toEqual(['interval', 'long']);
    expect(modes[2]).toBe('long');
  });
});

describe('without a proxy', () => {
  let plain: TestServer;
  let alice: Person;
  let chat: ChatPath;
  beforeAll(async () => {
    plain = await startTestServer({ RATE_LIMITS: 'on' });
    alice = await signUp(plain, 'alice');
    chat = await startChat(alice);
  });
  afterAll(() => plain?.stop());

  test(
    'who polls far more often than a page is told to come again, and polls again then',
    async () => {
      const { cursor } = await poll(alice, allMine);
      const end = await spree(() => ask(alice, allMine, { cursor }), 4000, 50);
      expectThrottled(end);
      expect(end.passed).toBeGreaterThanOrEqual(1200);
      // Held ones are polls as well.
      const held = await spree(() => ask(alice, allMine, { cursor, wait: 1, client: 'tab' }), 100, 50);
      expectThrottled(held);
      // Everyone else goes on, and so does whatever else this person does.
      const bob = await signUp(plain, 'bob');
      await poll(bob, allMine);
      await send(alice, chat, 'still here');
    },
    patienceMs,
  );

  test('a message is edited thirty times in a row, and others then', async () => {
    const one = await send(alice, chat, 'one');
    const two = await send(alice, chat, 'two');
    const edit = (id: number, i: number) =>
      alice.patch<Message>(`${chat.messages}${id}/`, { message: `edit ${i}` });
    const end = await spree((i) => edit(one.id, i), 50, 5);
    expectThrottled(end);
    expect(end.passed).toBe(30);
    expect((await edit(two.id, 1)).status).toBe(200);
  });
});
