import { z } from 'zod';
import { announceEveryMs, type Kind, type SoftState } from '../bus/soft-state.ts';
import type { Waiter, Waiters } from '../log/waiting/waiters.ts';
import type { Clock } from '../process/clock.ts';
import type { HeldElsewhere } from './held-polls.ts';

/** What was not said for this long is held no more. */
const forgetAfterMs = announceEveryMs * 3;

/** A poll that ends and comes back within this time changes no count that is worth telling. */
const settleMs = 250;

/** More nodes and keys than any real fleet has: what is beyond counts as nothing held, which costs a cap its exactness alone. */
const maxNodes = 100;
const maxKeysOfNode = 50_000;

/** Whose: "user 12" or "address ::1"; how many polls the speaking node holds. */
const heldShape = z.tuple([z.string().max(100), z.int().min(0).max(1_000_000)]);
/**
 * User id, client, time on the wall: a poll of this client came. By the time that is heard the client may have polled here again, and where
 * a proxy sends polls to two nodes in turn, each would end the next one's for ever; so it ends what came before it.
 */
const newerShape = z.tuple([z.int().min(0), z.string().max(64), z.number().min(0)]);

interface Count {
  count: number;
  /** What holds is said every 20 s; what is not said any more has ended, though nobody heard of it. */
  heardAt: number;
}

interface Node {
  counts: Map<string, Count>;
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
  readonly #newer: Kind<[userId: number, client: string, cameAtMs: number]>;

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
      for (const [userId, client, cameAtMs] of heard) waiters.supersede(userId, client, cameAtMs);
    });
    softState.onBye((from) => void this.#nodes.delete(from));
    softState.onAnnounce(() => this.#announce());
  }

  ofUser(userId: number): number {
    return this.#sum((node) => node.counts.get(userKey(userId))?.count ?? 0);
  }

  ofAddress(address: string): number {
    return this.#sum((node) => node.counts.get(addressKey(address))?.count ?? 0);
  }

  inAll(): number {
    return this.#sum((node) => node.total);
  }

  /** Forgets what others no longer say, and says all counts again. */
  *#announce(): Iterable<unknown> {
    const since = this.clock.monotonic() - forgetAfterMs;
    for (const [id, node] of this.#nodes) {
      for (const [key, { heardAt }] of node.counts) if (heardAt < since) note(node, key, null);
      if (node.counts.size === 0) this.#nodes.delete(id);
    }
    for (const key of [...this.#told.keys()]) yield this.#held.say(key, this.#told.get(key) ?? 0);
  }

  #changed({ userId, address, client, cameAtMs }: Waiter, change: 'added' | 'removed'): void {
    if (change === 'added' && client !== null) this.#newer.say(userId, client, cameAtMs);
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
    const node = known ?? { counts: new Map(), total: 0 };
    if (!known && this.#nodes.size >= maxNodes) return;
    if (!node.counts.has(key) && node.counts.size >= maxKeysOfNode) return;
    note(node, key, count > 0 ? { count, heardAt: this.clock.monotonic() } : null);
    this.#nodes.set(from, node);
  }

  #sum(count: (node: Node) => number): number {
    let sum = 0;
    for (const node of this.#nodes.values()) sum += count(node);
    return sum;
  }
}

/** Null: nothing of it is held there. */
function note(node: Node, key: string, now: Count | null): void {
  if (key.startsWith('user ')) node.total += (now?.count ?? 0) - (node.counts.get(key)?.count ?? 0);
  if (now) node.counts.set(key, now);
  else node.counts.delete(key);
}

function splitKey(key: string): [string, string] {
  const cut = key.indexOf(' ');
  return [key.slice(0, cut), key.slice(cut + 1)];
}
