import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declareRoutes } from '../../api/app.ts';
import { errorHandler } from '../../api/http/error-handler.ts';
import { Throttled } from '../../api/http/errors.ts';
import { type PriceName, prices } from '../../api/http/limits/prices.ts';
import { noLimits } from '../../api/http/limits/rate-limit.ts';
import { mount } from '../../api/http/mount.ts';
import type { Services } from '../../api/services.ts';

/** In place of everything that a route could do its work with: fails the test when it is used. */
const nothing: unknown = new Proxy(() => {}, {
  get: () => nothing,
  apply() {
    throw new Error('work was done');
  },
});

const routes = declareRoutes(nothing as Services);
const asked: PriceName[] = [];
const app = new Koa();
app.use(errorHandler(pino({ level: 'silent' })));
app.use(
  mount(routes, {
    ...noLimits,
    async take(price) {
      asked.push(price);
      throw new Throttled(7);
    },
  }),
);
const server = createServer(app.callback());
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

describe('every route has its price, asked before anything else', () => {
  const calls = routes.map(({ method, path }) => `${method.toUpperCase()} ${path}` as const);
  test('and there are routes', () => expect(calls.length).toBeGreaterThan(50));

  test.for(calls)('%s', async (call) => {
    const [method, path = ''] = call.split(' ');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path.replace(/:\w+/g, 'x')}`;
    asked.length = 0;
    // What it is sent, and that nobody is logged in, it does not get to see.
    const reply = await fetch(url, { method, headers: { Accept: 'image/none', 'Content-Type': 'x/y' } });
    expect(reply.status).toBe(429);
    expect(reply.headers.get('retry-after')).toBe('7');
    expect(asked).toHaveLength(1);
    expect(prices).toHaveProperty(asked);
  });

  test('what costs or guesses more than others is not at the price of the others', () => {
    const free = ['read', 'change', 'poll', 'health'];
    const dear =
      /jwt\/create|token\/create|auth\/users\/$|users\/create|guests|password|export|mood|invites|reactions|members\/$|bans\/$|directs|api\/users|images|broadcasts|report\/|staff/;
    // A page of what was said to all, by an index of nothing else.
    const plain = new Set(['get /api/broadcasts/', 'put /api/broadcasts/:id/seen/']);
    const cheap = routes.filter(({ path, method, price }) => {
      const isGiven = typeof price === 'string' && free.includes(price);
      return isGiven && dear.test(path) && method !== 'delete' && !plain.has(`${method} ${path}`);
    });
    expect(cheap.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });
});

test('an address has more of everything than a person', () => {
  for (const [name, price] of Object.entries(prices)) {
    const { person, address } = { person: undefined, ...price };
    if (person)
      expect(address.points / address.seconds, name).toBeGreaterThanOrEqual(
        (10 * person.points) / person.seconds,
      );
  }
});
