import type { Person } from './person.ts';

/** Someone who polls at another node, as that one says. */
export interface Sighting extends Person {
  /** On the clock of this process that never goes back. */
  seenMs: number;
  /** The chats they are in; with `isMore` some beside those that were said just before. */
  chatIds: readonly number[];
  isMore: boolean;
}

interface Near {
  username: string;
  seenMs: number;
  /** Of their chats those in which somebody is known here. */
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
 * see them.
 */
export class Elsewhere {
  #near = new Map<number, Near>();
  /** When the others were seen. */
  #far = new Map<number, number>();
  #inChat = new Map<number, Set<number>>();
  #lists = new Map<string, readonly number[]>();
  #expiredMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly isAwaited: (chatId: number) => boolean,
    private readonly most = maxPeople,
  ) {}

  /** Unknown: not online. */
  seenMs(userId: number): number | undefined {
    return this.#near.get(userId)?.seenMs ?? this.#far.get(userId);
  }

  /** Who is online there and in this chat. */
  *in(chatId: number): IterableIterator<Person> {
    for (const userId of this.#inChat.get(chatId) ?? nobody) {
      const person = this.#near.get(userId);
      if (person) yield { userId, username: person.username };
    }
  }

  /** Someone who is online there, in this chat. */
  find(userId: number, chatId: number): Person | undefined {
    const person = this.#inChat.get(chatId)?.has(userId) ? this.#near.get(userId) : undefined;
    return person && { userId, username: person.username };
  }

  /** The chats in which that changed something. */
  saw({ userId, username, seenMs, chatIds, isMore }: Sighting): number[] {
    const before = this.#near.get(userId);
    const had = before?.chatIds ?? nowhere;
    const awaited = chatIds.filter(this.isAwaited);
    const has = this.#listed(isMore ? [...had, ...without(awaited, had)] : awaited);
    const latestMs = Math.max(seenMs, this.seenMs(userId) ?? seenMs);
    if (has.length === 0) this.#sawFar(userId, latestMs);
    else if (before || this.#near.size < this.most) {
      this.#far.delete(userId);
      this.#near.set(userId, { username, seenMs: latestMs, chatIds: has });
    } else return [];
    if (had === has && before?.username === username) return [];
    const [gone, come] = [without(had, has), without(has, had)];
    for (const chatId of gone) this.#leave(userId, chatId);
    for (const chatId of come) this.#enter(userId, chatId);
    return before && before.username !== username ? [...had, ...come] : [...gone, ...come];
  }

  /** They are not in this chat any more. */
  left(userId: number, chatId: number): void {
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
    return changed;
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
