import type { ServerResponse } from 'node:http';
import type { Middleware } from 'koa';
import { ServiceUnavailable } from '../errors.ts';
import { addressKey } from './address.ts';

const kibi = 1024;
const mebi = 1024 * kibi;

export interface BodyLimits {
  /** Of all bodies that are being read or worked on. */
  maxBytes: number;
  /** Up to here a body is small: a message, a form. */
  smallBytes: number;
  /** What bodies may take that are not small, so that photos never keep a word from being said. */
  maxLargeBytes: number;
  /** What those of one address may take, so that one uploader can't keep out all others. */
  maxLargeBytesOfAddress: number;
}

const defaults: BodyLimits = {
  maxBytes: 64 * mebi,
  smallBytes: 64 * kibi,
  maxLargeBytes: 48 * mebi,
  maxLargeBytesOfAddress: 24 * mebi,
};

/** Counts the bytes of one request's body until its answer has been sent. */
export type CountBytes = (bytes: number) => void;

/**
 * The memory that request bodies take at this moment. What would be more is refused while it comes in (503 with Retry-After):
 * slower for those who send much, and never the end of the process.
 */
export class BodiesInFlight {
  readonly #limits: BodyLimits;
  #bytes = 0;
  #largeBytes = 0;
  #largeBytesOf = new Map<string, number>();

  constructor(limits: Partial<BodyLimits> = {}) {
    this.#limits = { ...defaults, ...limits };
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** What the reader of a body calls with each piece; it throws ServiceUnavailable. All is given back when `res` has closed. */
  open(res: ServerResponse, address: string): CountBytes {
    const key = addressKey(address);
    let own = 0;
    let isLarge = false;
    res.once('close', () => {
      this.#bytes -= own;
      if (isLarge) this.#addLarge(key, -own);
      own = 0;
    });
    return (bytes) => {
      const becomesLarge = !isLarge && own + bytes > this.#limits.smallBytes;
      own += bytes;
      this.#bytes += bytes;
      if (becomesLarge) this.#addLarge(key, own);
      else if (isLarge) this.#addLarge(key, bytes);
      isLarge ||= becomesLarge;
      if (this.#isFull(key, isLarge)) throw new ServiceUnavailable('Too much is being sent at this moment.');
    };
  }

  #isFull(key: string, isLarge: boolean): boolean {
    const { maxBytes, maxLargeBytes, maxLargeBytesOfAddress } = this.#limits;
    if (this.#bytes > maxBytes) return true;
    if (!isLarge) return false;
    return this.#largeBytes > maxLargeBytes || (this.#largeBytesOf.get(key) ?? 0) > maxLargeBytesOfAddress;
  }

  #addLarge(key: string, bytes: number): void {
    this.#largeBytes += bytes;
    const left = (this.#largeBytesOf.get(key) ?? 0) + bytes;
    if (left > 0) this.#largeBytesOf.set(key, left);
    else this.#largeBytesOf.delete(key);
  }
}

/** Leaves for the reader of the body what counts its bytes. */
export function countBodies(bodies: BodiesInFlight): Middleware {
  return (ctx, next) => {
    ctx.state.openBody = () => bodies.open(ctx.res, ctx.ip);
    return next();
  };
}
