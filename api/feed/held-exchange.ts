import { z } from 'zod';
import { announceEveryMs, type Kind, type SoftState } from '../bus/soft-state.ts';
import type { Waiters, Waiting } from '../log/waiting/waiters.ts';
import type { Clock } from '../process/clock.ts';
import type { HeldElsewhere } from './held-polls.ts';

/** A node that was silent for this long has gone, and holds nothing. */
const forgetAfterMs = announceEveryMs * 3;

/** A poll that ends and comes back within this time changes no count that is worth telling. */
const settleMs = 250;

/** More nodes and keys than any real fleet has: what is beyond counts as nothing held, which costs a cap its exactness alone. */
const maxNodes = 100;
const maxKeysOfNode = 50_000;

/** Whose: "user 12" or "address ::1"; how many polls the speaking node holds. */
const heldShape = z.tuple([z.string().max(100), z.int().min(0).max(1_000_000)]);
/** User id, client: a newer poll of this client has come. */
const newerShape = z.tuple([z.int().min(0), z.string().max(64)]);

interface Node {
  heardAt: number;
  counts: Map<string, number>;
  total: number;
}

const userKey = (userId: number) => `user ${userId}`;
const addressKey = (address: string) => `address ${address}`;

/**
 * Shares between nodes what the caps are about, and that a newer poll of the same client has come. The counts may lag by
 * a quarter of a second, so a cap may be passed by a few for that long.
 */
export class HeldExchange implements HeldElsewhere {
  #nodes = new Map<string, Node>();
  #told = new Map<string, number>();
  #unsettled = new Set<string>();

  readonly #held: Kind<[key: string, count: number]>;
  readonly #newer: Kind<[userId: number, client: string]>;

  constructor(
    softState: SoftState,
    private readonly waiters: Waiters,
    private readonly clock: Clock,
  ) {
    this.#held = softState.kind('held', heldShape);
    this.#newer = softState.kind('newer', newerShape);
    waiters.onChange = (waiting, change) => {
      if (softState.hasOthers) this.#changed(waiting, change);
    };
    this.#held.onHeard((from, heard) => {
      for (const [key, count] of heard) this.#heard(from, key, count);
    });
    this.#newer.onHeard((_from, heard) => {
      for (const [userId, client] of heard) waiters.supersede(userId, client);
    });
    softState.onBye((from) => void this.#nodes.delete(from));
    softState.onAnnounce(() => this.#announce());
  }

  ofUser(userId: number): number {
    return this.#sum((node) => node.counts.get(userKey(userId)) ?? 0);
  }

  ofAddress(address: string): number {
    return this.#sum((node) => node.counts.get(addressKey(address)) ?? 0);
  }

  inAll(): number {
    return this.#sum((node) => node.total);
  }

  /** Says all counts again, and forgets nodes that have gone without a word. */
  #announce(): void {
    for (const [key, count] of this.#told) this.#held.say(key, count);
    for (const [id, node] of this.#nodes) {
      if (this.clock.monotonic() - node.heardAt > forgetAfterMs) this.#nodes.delete(id);
    }
  }

  #changed({ userId, address, client }: Waiting, change: 'added' | 'removed'): void {
    if (change === 'added' && client !== null) this.#newer.say(userId, client);
    if (this.#unsettled.size === 0) setTimeout(() => this.#settle(), settleMs).unref();
    this.#unsettled.add(userKey(userId)).add(addressKey(address));
  }

  #settle(): void {
    for (const key of this.#unsettled) {
      const [kind, name = ''] = splitKey(key);
      const count =
        kind === 'user' ? this.waiters.countOfUser(Number(name)) : this.waiters.countOfAddress(name);
      if (count === (this.#told.get(key) ?? 0)) continue;
      if (count > 0) this.#told.set(key, count);
      else this.#told.delete(key);
      this.#held.say(key, count);
    }
    this.#unsettled.clear();
  }

  #heard(from: string, key: string, count: number): void {
    const known = this.#nodes.get(from);
    const node = known ?? { heardAt: 0, counts: new Map(), total: 0 };
    if (!known && this.#nodes.size >= maxNodes) return;
    if (!node.counts.has(key) && node.counts.size >= maxKeysOfNode) return;
    node.heardAt = this.clock.monotonic();
    if (key.startsWith('user ')) node.total += count - (node.counts.get(key) ?? 0);
    if (count > 0) node.counts.set(key, count);
    else node.counts.delete(key);
    this.#nodes.set(from, node);
  }

  #sum(count: (node: Node) => number): number {
    let sum = 0;
    for (const node of this.#nodes.values()) sum += count(node);
    return sum;
  }
}

function splitKey(key: string): [string, string] {
  const cut = key.indexOf(' ');
  return [key.slice(0, cut), key.slice(cut + 1)];
}
