import type { Context } from 'koa';
import type { Clock } from '../../process/clock.ts';
import type { Metrics } from '../../process/metrics.ts';
import { type ClientAddress, requestAddress } from '../door/client-address.ts';
import { Throttled } from '../errors.ts';
import { AddressMeter } from './address-meter.ts';
import { Meter } from './meter.ts';
import { type Limit, type LimitName, limits, type Price, type PriceName, prices } from './prices.ts';
import type { SharedCounts } from './shared-counts.ts';

/** Who pays: a person, where there is one, and an address, both at once. */
export interface Payer {
  userId: number | null;
  address: ClientAddress;
}

/** A point that was taken, to be given back when it turns out not to be due. */
export interface Taken {
  giveBack(): Promise<void>;
}

export interface RateLimits {
  /**
   * Takes a point of the person and one of the address, or so many (never of a shared price); throws Throttled with the seconds to
   * wait when either has not enough, and takes none then.
   */
  take(price: PriceName, payer: Payer, points?: number): Promise<void>;
  /** Takes a point of one key of the caller's; throws the same. */
  takeOf(limit: LimitName, key: string): Promise<Taken>;
  /** As `take`, for those who ask a thousand times a second: at once, false when there is none. Never of a shared price. */
  takeAtOnce(price: PriceName, userId: number, address: ClientAddress): boolean;
  giveBackAtOnce(price: PriceName, userId: number, address: ClientAddress): void;
  /** To be called now and then, for what other nodes see. */
  forgetExpired(): Promise<void>;
}

/** Who pays for a request: whom its token names, and where it came from. */
export function payerOf(ctx: Context): Payer {
  const { principal } = ctx.state as { principal?: { userId: number } };
  const address = requestAddress(ctx.req, ctx.app.proxy ? ctx.app.maxIpsCount : 0);
  return { userId: principal?.userId ?? null, address };
}

/** For tests, benchmarks and the command line. */
export const noLimits: RateLimits = {
  take: async () => {},
  takeOf: async () => ({ giveBack: async () => {} }),
  takeAtOnce: () => true,
  giveBackAtOnce: () => {},
  forgetExpired: async () => {},
};

interface Counting {
  clock: Pick<Clock, 'monotonic'>;
  /** Null: this process is the only one. */
  shared: SharedCounts | null;
  metrics: Pick<Metrics, 'limitsMet'>;
}

/**
 * Everything is counted in this process, in memory of a fixed size. What has a shared price is counted beside that by all
 * nodes together; while that can't be done, each goes on by itself.
 */
export function createRateLimits({ clock, shared, metrics }: Counting): RateLimits {
  const persons = new Map<PriceName, Meter>();
  const addresses = new Map<PriceName, AddressMeter>();
  for (const [name, { person, address }] of Object.entries(prices) as [PriceName, Price][]) {
    if (person) persons.set(name, new Meter(person, clock));
    addresses.set(name, new AddressMeter(address, clock));
  }
  const meters = new Map(
    (Object.keys(limits) as LimitName[]).map((name) => [name, new Meter(limits[name].allowance, clock)]),
  );

  /** Milliseconds to wait; 0: the points of both are taken. */
  const takeHere = (name: PriceName, userId: number | null, address: ClientAddress, points = 1): number => {
    const person = userId === null ? undefined : persons.get(name);
    const waitMs = person?.take(userId ?? 0, points) ?? 0;
    if (waitMs > 0) return waitMs;
    const addressWaitMs = addresses.get(name)?.take(address, points) ?? 0;
    if (addressWaitMs > 0) person?.giveBack(userId ?? 0, points);
    return addressWaitMs;
  };

  const refuseAfter = (waitMs: number, name: PriceName | LimitName): void => {
    if (waitMs <= 0) return;
    metrics.limitsMet.add(name);
    throw new Throttled(Math.max(1, Math.ceil(waitMs / 1000)));
  };

  return {
    async take(name, { userId, address }, points = 1) {
      refuseAfter(takeHere(name, userId, address, points), name);
      const price: Price = prices[name];
      // Asked last: who is refused here costs the database nothing.
      if (!shared || !price.isShared) return;
      refuseAfter(await shared.take({ key: `${name} at ${address.key}`, allowance: price.address }), name);
      if (!price.person || userId === null) return;
      refuseAfter(await shared.take({ key: `${name} by ${userId}`, allowance: price.person }), name);
    },
    async takeOf(name, key) {
      const meter = meters.get(name);
      refuseAfter(meter?.take(key) ?? 0, name);
      const limit: Limit = limits[name];
      const everywhere = limit.isShared ? shared : null;
      const bucket = { key: `${name} of ${key}`, allowance: limit.allowance };
      refuseAfter((await everywhere?.take(bucket)) ?? 0, name);
      return {
        async giveBack() {
          meter?.giveBack(key);
          await everywhere?.giveBack(bucket);
        },
      };
    },
    takeAtOnce: (name, userId, address) => takeHere(name, userId, address) === 0,
    giveBackAtOnce(name, userId, address) {
      persons.get(name)?.giveBack(userId);
      addresses.get(name)?.giveBack(address);
    },
    forgetExpired: async () => shared?.forgetExpired(),
  };
}
