import { created, noContent, ok } from '../http/answers/replies.ts';
import { NotFound, NotImplemented, ValidationError } from '../http/errors.ts';
import { type Principal, type Route, route } from '../http/route.ts';
import type { Services } from '../services.ts';
import { requireLivingUser } from '../users/queries.ts';
import {
  deleteSubscription,
  dropOldest,
  listSubscriptions,
  type NewSubscription,
  type Subscription,
  saveSubscription,
} from './queries.ts';
import * as schemas from './schemas.ts';
import { serviceOf } from './services.ts';

/** A browser of each device of one person, with room for those of before. */
const maxSubscriptions = 10;

/** To be told of messages on a device while no page is open there: Web Push (the contract, push/README.md). */
export function pushRoutes({
  db,
  log,
  clock,
  push,
}: Pick<Services, 'db' | 'log' | 'clock' | 'push'>): Route[] {
  const requirePush = async () => {
    if (!push) throw new NotImplemented('no_push', 'This server sends no pushes.');
    return push;
  };

  const made = (
    me: Principal,
    { endpoint, keys }: { endpoint: string; keys: { p256dh: string; auth: string } },
  ): NewSubscription => ({
    userId: me.userId,
    familyId: me.familyId,
    tokenEpoch: me.epoch,
    expiresAt: me.expiresAt,
    endpoint,
    ...keys,
    createdAt: clock.now(),
  });

  return [
    route({
      method: 'get',
      path: '/api/push/',
      summary: 'The key to subscribe a device with, and my devices',
      auth: 'required',
      answers: { 200: schemas.pushState },
      async handle({ me }) {
        const mine = await listSubscriptions(db.read, [me.userId], clock.now());
        return ok({ public_key: push?.publicKey ?? null, subscriptions: mine.map(present) });
      },
    }),
    route({
      method: 'put',
      path: '/api/push/',
      summary: 'Tell me of messages on this device, also while no page is open',
      description:
        "What a browser's `PushSubscription.toJSON()` says. The device belongs to the log-in that sends this, and ends with " +
        'it. Sent again it is renewed. At most ten, of which the oldest goes. Its address has to be one of a push service ' +
        'that this server knows; where it sends no pushes: 501 `no_push`.',
      auth: 'required',
      answers: { 200: schemas.subscription, 201: schemas.subscription },
      refuses: [400, 501],
      scope: requirePush,
      body: schemas.putSubscription,
      async handle({ me, body, scope: { services } }) {
        if (!serviceOf(body.endpoint, services))
          throw new ValidationError({
            endpoint: ['Not the address of a push service that this server knows.'],
          });
        const subscription = made(me, body);
        const createdAt = await log.write(async (trx) => {
          await requireLivingUser(trx, me.userId);
          const since = await saveSubscription(trx, subscription);
          await dropOldest(trx, me.userId, maxSubscriptions);
          return since;
        });
        const shown = present({ ...subscription, createdAt });
        return createdAt === subscription.createdAt ? created(shown) : ok(shown);
      },
    }),
    route({
      method: 'delete',
      path: '/api/push/',
      summary: 'Tell me nothing on a device any more',
      auth: 'required',
      answers: { 204: null },
      refuses: [404, 501],
      scope: requirePush,
      body: schemas.deleteSubscription,
      async handle({ me, body }) {
        const was = await log.write((trx) => deleteSubscription(trx, me.userId, body.endpoint));
        if (!was) throw new NotFound();
        return noContent();
      },
    }),
  ];
}

/** Not the address: who has it may be told from it, and the device knows it. */
function present({
  endpoint,
  createdAt,
}: Pick<Subscription, 'endpoint' | 'createdAt'>): schemas.SubscriptionJson {
  return { service: new URL(endpoint).host, created_at: new Date(createdAt).toISOString() };
}
