import type { Clock } from '../../process/clock.ts';
import type { ClientAddress } from '../door/client-address.ts';
import { type Allowance, Meter } from './meter.ts';

/** A /48 has 65,536 networks of /64: together they are a small office, and not 65,536 households. */
const networksPerSite = 8;
/** Only for newcomers, and only while there are more networks than there is room for. */
const networksPerProvider = 64;

/**
 * One allowance for each address: an IPv4 address, or an IPv6 network of /64 together with the /48 that it is in. When it knows as
 * many as it may, new networks count by their /32, so that one rented /32 (65,536 times a /48) neither fills the memory nor
 * pushes the others out; whoever is known already goes on, and whoever comes from elsewhere has a /32 of their own.
 */
export class AddressMeter {
  readonly #networks: Meter;
  readonly #sites: Meter;
  readonly #providers: Meter;

  constructor({ points, seconds }: Allowance, clock: Pick<Clock, 'monotonic'>, maxKeys?: number) {
    const meter = (factor: number) => new Meter({ points: points * factor, seconds }, clock, maxKeys);
    this.#networks = meter(1);
    this.#sites = meter(networksPerSite);
    this.#providers = meter(networksPerProvider);
  }

  get size(): number {
    return this.#networks.size + this.#sites.size + this.#providers.size;
  }

  /** As Meter.take. */
  take({ key, site, provider }: ClientAddress, points = 1): number {
    if (site === null || provider === null) return this.#networks.take(key, points);
    if (!this.#networks.has(key) && this.#networks.isFull()) return this.#providers.take(provider, points);
    const siteWaitMs = this.#sites.take(site, points);
    if (siteWaitMs > 0) return siteWaitMs;
    const waitMs = this.#networks.take(key, points);
    if (waitMs > 0) this.#sites.giveBack(site, points);
    return waitMs;
  }

  giveBack({ key, site, provider }: ClientAddress): void {
    if (site !== null && provider !== null) {
      if (this.#networks.has(key)) this.#sites.giveBack(site);
      else this.#providers.giveBack(provider);
    }
    this.#networks.giveBack(key);
  }
}
