import type { Clock } from '../../process/clock.ts';
import { Deadlines } from './deadlines.ts';

/** Why a parked poll goes on: there may be news, its time is up, or it is to end without a look. */
export type Wake = 'news' | 'deadline' | 'superseded' | 'revoked' | 'shutdown';

/** Who waits, and for what. */
export interface Waiting {
  userId: number;
  /** The log-in that the poll's token comes from, and the token. */
  familyId: string;
  tokenId: string;
  /** In Unix milliseconds; sooner once the token is replaced. */
  tokenEndsAt: number;
  /** Only this chat; null: everything of the user's. */
  chatId: number | null;
  /** A tab's own id; a newer poll of the same one ends the older. */
  client: string | null;
  /** Where the poll came from, for the cap per address. */
  address: string;
  /** On the clock that never goes back. */
  deadlineMs: number;
}

/** A parked poll: no transaction, no connection, no timer of its own. */
export interface Waiter extends Waiting {
  /** On the wall, as other nodes have no other clock in common. */
  cameAtMs: number;
  /** Calls back at the next wake, once; right away when it came before anyone asked. */
  next(resume: (reason: Wake) => void): void;
}

/** When a token ends by something that happened; see `revoke`. */
export type EndOfToken = (token: Pick<Waiting, 'familyId' | 'tokenId'>) => number | null;

interface Parked extends Waiter {
  tick: number;
  reason: Wake | null;
  resume: ((reason: Wake) => void) | null;
}

/**
 * Everyone who waits on this node, found by user. Registering comes before reading (`wait.ts`), so that no wake-up
 * is lost between the two. No SQL here, and time only from the clock.
 */
export class Waiters {
  #byUser = new Map<number, Set<Parked>>();
  #byClient = new Map<string, Parked>();
  #perAddress = new Map<string, number>();
  #size = 0;
  /** Called after each change, for whoever counts beyond this node. */
  onChange: (waiter: Waiter, change: 'added' | 'removed') => void = () => {};
  readonly #deadlines: Deadlines<Parked>;

  constructor(private readonly clock: Clock) {
    this.#deadlines = new Deadlines(clock, (waiter) => wake(waiter, 'deadline'));
  }

  get size(): number {
    return this.#size;
  }

  countOfUser(userId: number): number {
    return this.#byUser.get(userId)?.size ?? 0;
  }

  countOfAddress(address: string): number {
    return this.#perAddress.get(address) ?? 0;
  }

  /** Whether a poll of this log-in is held here. */
  holdsFor(userId: number, familyId: string): boolean {
    for (const waiter of this.#byUser.get(userId) ?? []) if (waiter.familyId === familyId) return true;
    return false;
  }

  /** Users who wait here now. */
  users(): IterableIterator<number> {
    return this.#byUser.keys();
  }

  /** Must be paired with `remove`, whatever happens. Ends an older poll of the same client. */
  add(waiting: Waiting): Waiter {
    const waiter: Parked = {
      cameAtMs: this.clock.now(),
      tick: 0,
      reason: null,
      resume: null,
      next: (resume) => resumeAtWake(waiter, resume),
      // Last, here and wherever it is done for each of a thousand: each name behind a spread costs V8 most of a microsecond.
      ...waiting,
    };
    this.supersede(waiting.userId, waiting.client);
    waiter.tick = this.#deadlines.add(waiter, waiting.deadlineMs);
    const own = this.#byUser.get(waiting.userId) ?? new Set();
    this.#byUser.set(waiting.userId, own.add(waiter));
    if (waiting.client !== null) this.#byClient.set(clientKey(waiting.userId, waiting.client), waiter);
    this.#perAddress.set(waiting.address, this.countOfAddress(waiting.address) + 1);
    this.#size += 1;
    this.onChange(waiter, 'added');
    return waiter;
  }

  remove(waiter: Waiter): void {
    const own = this.#byUser.get(waiter.userId);
    if (!own?.delete(waiter as Parked)) return;
    if (own.size === 0) this.#byUser.delete(waiter.userId);
    this.#deadlines.cancel(waiter as Parked, (waiter as Parked).tick);
    if (waiter.client !== null) {
      const key = clientKey(waiter.userId, waiter.client);
      if (this.#byClient.get(key) === waiter) this.#byClient.delete(key);
    }
    const left = this.countOfAddress(waiter.address) - 1;
    if (left > 0) this.#perAddress.set(waiter.address, left);
    else this.#perAddress.delete(waiter.address);
    this.#size -= 1;
    this.onChange(waiter, 'removed');
  }

  /** A poll of the same client came, on another node at that time on the wall: one that came here before is over. */
  supersede(userId: number, client: string | null, cameAtMs = Number.POSITIVE_INFINITY): void {
    const older = client === null ? undefined : this.#byClient.get(clientKey(userId, client));
    if (older && older.cameAtMs < cameAtMs) wake(older, 'superseded');
  }

  /** Whether a newer poll of this client would end one that waits here. */
  holds(userId: number, client: string | null): boolean {
    return client !== null && this.#byClient.has(clientKey(userId, client));
  }

  /** "Look again" to this person's polls: those of all chats, and those of this one. Null: whatever they wait for. */
  wakeUser(userId: number, chatId: number | null): void {
    for (const waiter of this.#byUser.get(userId) ?? []) {
      if (chatId === null || waiter.chatId === null || waiter.chatId === chatId) wake(waiter, 'news');
    }
  }

  /**
   * Ends this person's polls whose token is over. `endOf` says when that is, in Unix milliseconds: 0 is at once, null not by this. What
   * waits for longer than that minds the rest itself, by `tokenEndsAt`.
   */
  revoke(userId: number, endOf: EndOfToken): void {
    for (const waiter of this.#byUser.get(userId) ?? []) {
      const endsAt = endOf(waiter);
      if (endsAt === 0) wake(waiter, 'revoked');
      else if (endsAt !== null) waiter.tokenEndsAt = Math.min(waiter.tokenEndsAt, endsAt);
    }
  }

  /** For who waits on after a deadline: the next one. */
  postpone(waiter: Waiter, deadlineMs: number): void {
    const parked = waiter as Parked;
    if (!this.#byUser.get(parked.userId)?.has(parked)) return;
    this.#deadlines.cancel(parked, parked.tick);
    parked.tick = this.#deadlines.add(parked, deadlineMs);
  }

  /** "Look again" to this one alone. */
  nudge(waiter: Waiter): void {
    wake(waiter as Parked, 'news');
  }

  /** Ends everyone's poll, the first at once and the last after `spreadMs`, so that not all come back at once. */
  async shutDown(spreadMs: number): Promise<void> {
    const all = [...this.#byUser.values()].flatMap((own) => [...own]);
    const steps = Math.max(1, Math.ceil(spreadMs / 100));
    const perStep = Math.ceil(all.length / steps);
    for (let i = 0; i < all.length; i += perStep) {
      for (const waiter of all.slice(i, i + perStep)) wake(waiter, 'shutdown');
      if (i + perStep < all.length) await new Promise((resolve) => setTimeout(resolve, 100));
    }
    this.#deadlines.stop();
  }

  /** For tests that move the clock themselves. */
  tick(): void {
    this.#deadlines.tick();
  }
}

const weights: Record<Wake, number> = { news: 0, deadline: 1, superseded: 2, revoked: 2, shutdown: 2 };

/** What ends a wait outweighs its deadline, behind which a stream goes on, and that what only asks to look again; of two the first. */
function wake(waiter: Parked, reason: Wake): void {
  if (waiter.reason === null || weights[reason] > weights[waiter.reason]) waiter.reason = reason;
  if (!waiter.resume) return;
  const { resume } = waiter;
  waiter.resume = null;
  const given = waiter.reason;
  waiter.reason = null;
  resume(given);
}

function resumeAtWake(waiter: Parked, resume: (reason: Wake) => void): void {
  const given = waiter.reason;
  if (given === null) {
    waiter.resume = resume;
    return;
  }
  waiter.reason = null;
  resume(given);
}

function clientKey(userId: number, client: string): string {
  return `${userId} ${client}`;
}
