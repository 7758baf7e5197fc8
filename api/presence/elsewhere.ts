import { Crowds } from './crowds.ts';
import type { Person, Shown } from './person.ts';
import type { IdRange } from './sorted-ids.ts';

/** Someone who polls at another node, as that one says. */
export interface Sighting extends Person {
  /** On the clock of this process that never goes back. */
  seenMs: number;
  /** The chats they are in; with `isMore` some beside those that were said just before. */
  chatIds: readonly number[];
  isMore: boolean;
}

/** Those of a node's people in a chat whose ids are in this range: all of them. */
export interface CrowdSighting {
  chatId: number;
  range: IdRange;
  /** In the order of their ids. */
  people: readonly { userId: number; seenMs: number }[];
}

interface Near {
  username: string;
  /** The node that told of them last. */
  from: string;
  seenMs: number;
  /** Of their chats those in which somebody is known here, without the large ones. */
  chatIds: readonly number[];
}

/** Of those in chats of somebody here, 150 bytes each; and of all others, 40 bytes. Whoever comes when they are full is taken for offline. */
const maxPeople = 100_000;
/** To look at all of them takes some milliseconds. */
const restMs = 5000;
/** Most are in the same few chats with us: those lists are kept once. */
const maxLists = 10_000;

const nowhere: readonly number[] = [];
const nobody: ReadonlySet<number> = new Set();

/**
 * Who is online at other nodes. Of most it is known that they are, and no more: their names and chats are kept where somebody here may
 * see them, and of large chats only who is there (crowds.ts).
 */
export class Elsewhere {
  #near = new Map<number, Near>();
  /** When the others were seen. */
  #far = new Map<number, number>();
  #inChat = new Map<number, Set<number>>();
  #lists = new Map<string, readonly number[]>();
  readonly #crowds = new Crowds();
  #expiredMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly isAwaited: (chatId: number) => boolean,
    private readonly isLarge: (chatId: number) => boolean = () => false,
    private readonly most = maxPeople,
  ) {}

  /** Unknown: not online. */
  seenMs(userId: number): number | undefined {
    return this.#near.get(userId)?.seenMs ?? this.#far.get(userId);
  }

  /** Who is online there and in this chat. */
  *in(chatId: number): IterableIterator<Shown> {
    const named = this.#inChat.get(chatId) ?? nobody;
    for (const userId of named) {
      const person = this.#near.get(userId);
      if (person) yield { userId, username: person.username };
    }
    for (const userId of this.#crowds.in(chatId)) if (!named.has(userId)) yield { userId, username: null };
  }

  /** Chats with more people than that by name. */
  *named(most: number): IterableIterator<number> {
    for (const [chatId, people] of this.#inChat) if (people.size > most) yield chatId;
  }

  /** Someone who is online there, in this chat. */
  find(userId: number, chatId: number): Shown | undefined {
    const person = this.#inChat.get(chatId)?.has(userId) ? this.#near.get(userId) : undefined;
    if (person) return { userId, username: person.username };
    return this.#crowds.has(userId, chatId) ? { userId, username: null } : undefined;
  }

  /** The chats in which that changed something. A node that has not yet counted so many says names of a large chat too. */
  saw(sighting: Sighting, from = '', nowMs = sighting.seenMs): number[] {
    const changed = this.#sawNamed(sighting, from);
    const { userId, seenMs } = sighting;
    const crowds = sighting.chatIds.filter((chatId) => this.isLarge(chatId) && this.isAwaited(chatId));
    for (const chatId of crowds) {
      const range = { from: userId, to: userId };
      if (this.sawCrowd({ chatId, range, people: [{ userId, seenMs }] }, from, nowMs).length > 0)
        changed.push(chatId);
    }
    return changed;
  }

  /** Those who come or go by that. */
  sawCrowd({ chatId, range, people }: CrowdSighting, from: string, atMs: number): number[] {
    const seen = people.filter(({ userId, seenMs }) => this.#sees(userId, seenMs));
    if (!this.isAwaited(chatId)) return [];
    const ids = Uint32Array.from(seen, ({ userId }) => userId);
    const named = this.#inChat.get(chatId) ?? nobody;
    return this.#crowds.said(from, chatId, { range, ids, atMs }).filter((userId) => !named.has(userId));
  }

  /** Nobody is known by name there any more: it is as if the nodes at which they are had told their ids. */
  becameLarge(chatId: number, atMs: number): void {
    for (const userId of [...(this.#inChat.get(chatId) ?? nobody)]) {
      const person = this.#near.get(userId);
      this.#leftNamed(userId, chatId);
      if (!person) continue;
      const { from, seenMs, chatIds } = person;
      if (chatIds.length === 0) this.#sawFar(userId, seenMs);
      this.#crowds.said(from, chatId, {
        range: { from: userId, to: userId },
        ids: Uint32Array.of(userId),
        atMs,
      });
    }
  }

  #sawNamed({ userId, username, seenMs, chatIds, isMore }: Sighting, from: string): number[] {
    const before = this.#near.get(userId);
    const had = before?.chatIds ?? nowhere;
    const awaited = chatIds.filter((chatId) => this.isAwaited(chatId) && !this.isLarge(chatId));
    const has = this.#listed(isMore ? [...had, ...without(awaited, had)] : awaited);
    const latestMs = Math.max(seenMs, this.seenMs(userId) ?? seenMs);
    if (has.length === 0) this.#sawFar(userId, latestMs);
    else if (before || this.#near.size < this.most) {
      this.#far.delete(userId);
      this.#near.set(userId, { username, from, seenMs: latestMs, chatIds: has });
    } else return [];
    if (had === has && before?.username === username) return [];
    const [gone, come] = [without(had, has), without(has, had)];
    for (const chatId of gone) this.#leave(userId, chatId);
    for (const chatId of come) this.#enter(userId, chatId);
    return before && before.username !== username ? [...had, ...come] : [...gone, ...come];
  }

  /** They are not in this chat any more. */
  left(userId: number, chatId: number): void {
    this.#crowds.left(userId, chatId);
    this.#leftNamed(userId, chatId);
  }

  #leftNamed(userId: number, chatId: number): void {
    const person = this.#near.get(userId);
    if (!person?.chatIds.includes(chatId)) return;
    person.chatIds = this.#listed(without(person.chatIds, [chatId]));
    this.#leave(userId, chatId);
  }

  /** The chats in which that is seen. */
  renamed(userId: number, username: string): readonly number[] {
    const person = this.#near.get(userId);
    if (!person || person.username === username) return nowhere;
    person.username = username;
    return person.chatIds;
  }

  /** Forgets who was seen last before then, every five seconds; the chats in which that is seen. */
  expire(beforeMs: number): number[] {
    if (beforeMs < this.#expiredMs + restMs) return [];
    this.#expiredMs = beforeMs;
    for (const [userId, seenMs] of this.#far) if (seenMs <= beforeMs) this.#far.delete(userId);
    const changed: number[] = [];
    for (const [userId, { seenMs, chatIds }] of this.#near) {
      if (seenMs > beforeMs) continue;
      this.#near.delete(userId);
      for (const chatId of chatIds) this.#leave(userId, chatId);
      changed.push(...chatIds);
    }
    const isOnline = (userId: number) => this.seenMs(userId) !== undefined;
    changed.push(...this.#crowds.sweep(beforeMs, { isOnline, isAwaited: this.isAwaited }));
    return changed;
  }

  /** False where there is no room for them. */
  #sees(userId: number, seenMs: number): boolean {
    const near = this.#near.get(userId);
    const latestMs = Math.max(seenMs, this.seenMs(userId) ?? seenMs);
    if (near) near.seenMs = latestMs;
    else if (this.#far.has(userId) || this.#far.size < this.most) this.#far.set(userId, latestMs);
    else return false;
    return true;
  }

  #sawFar(userId: number, seenMs: number): void {
    this.#near.delete(userId);
    if (this.#far.has(userId) || this.#far.size < this.most) this.#far.set(userId, seenMs);
  }

  /** The same list, where it is kept. */
  #listed(chatIds: readonly number[]): readonly number[] {
    if (chatIds.length === 0) return nowhere;
    const key = chatIds.join();
    const known = this.#lists.get(key);
    if (known) return known;
    if (this.#lists.size >= maxLists) this.#lists.clear();
    // Exactly as long as it is: what a filter makes has room for more.
    const list = chatIds.slice();
    this.#lists.set(key, list);
    return list;
  }

  #enter(userId: number, chatId: number): void {
    this.#inChat.set(chatId, (this.#inChat.get(chatId) ?? new Set()).add(userId));
  }

  #leave(userId: number, chatId: number): void {
    const there = this.#inChat.get(chatId);
    there?.delete(userId);
    if (there?.size === 0) this.#inChat.delete(chatId);
  }
}

function without(all: readonly number[], some: readonly number[]): number[] {
  return all.filter((each) => !some.includes(each));
}
