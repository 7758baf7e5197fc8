import { Lru } from '../process/lru.ts';
import { fewAgain } from './large-chats.ts';
import type { Shown } from './person.ts';

/** A state names this many people at most; the count is exact. */
const maxNames = 100;
/** Beyond this an answer tells counts, and names nobody: someone in thousands of chats is not told hundreds of megabytes. */
const maxNamesBytes = 256 * 1024;
/** Of what is kept ready; what is dropped is made anew. */
const maxKeptBytes = 32 * 1024 * 1024;

interface ChatState {
  json: string;
  /** The same without names. */
  brief: string;
  onlineCount: number;
  digest: number;
}

interface Kept {
  changedAt: number;
  /** Null: not asked for since it changed. */
  made: ChatState | null;
}

export type Describe = (chatId: number) => { online: Iterable<Shown>; typing: Iterable<Shown> };

/**
 * What is shown of each chat's presence, made once for each change and shared by all its readers. A version number rises with
 * every change of any chat.
 */
export class ChatStates {
  #version = 0;
  /** The newest change of a chat that is no longer kept: all of those may have changed as late as that. */
  #floor = 0;
  readonly #chats: Lru<number, Kept>;
  /** Called with how many are online in a chat, whenever they were counted; true when others' names are known no more by that. */
  onCounted: (chatId: number, online: number) => boolean = () => false;

  constructor(
    private readonly describe: Describe,
    maxWeight = maxKeptBytes,
  ) {
    this.#chats = new Lru({
      maxWeight,
      weigh: ({ made }) => 200 + 2 * ((made?.json.length ?? 0) + (made?.brief.length ?? 0)),
      onDrop: (_id, { changedAt }) => {
        this.#floor = Math.max(this.#floor, changedAt);
      },
    });
  }

  get version(): number {
    return this.#version;
  }

  /** An estimate, of what is kept. */
  get bytes(): number {
    return this.#chats.weight;
  }

  changed(chatIds: readonly number[]): void {
    this.#version += 1;
    for (const id of chatIds) this.#chats.set(id, { changedAt: this.#version, made: null });
  }

  /** Uri → state of those that changed after `version`, as JSON; null when none did. */
  changedSince(chats: ReadonlyMap<number, string>, only: number | null, version: number): string | null {
    const parts: string[] = [];
    let bytes = 0;
    for (const [id, uri] of only === null ? chats : [[only, chats.get(only) ?? ''] as const]) {
      if ((this.#chats.peek(id)?.changedAt ?? this.#floor) <= version) continue;
      const { json, brief } = this.#stateOf(id);
      bytes += json.length;
      parts.push(`${JSON.stringify(uri)}:${bytes > maxNamesBytes ? brief : json}`);
    }
    return parts.length > 0 ? `{${parts.join(',')}}` : null;
  }

  /** Equal for equal states of these chats, whatever the order and on whichever node. */
  digest(chatIds: Iterable<number>): number {
    let sum = 0;
    for (const id of chatIds) {
      // Never changed: nobody was ever there.
      if (this.#floor === 0 && !this.#chats.peek(id)) continue;
      sum = (sum + this.#stateOf(id).digest) >>> 0;
    }
    return sum;
  }

  /** How many are online there. */
  countIn(chatId: number): number {
    return this.#stateOf(chatId).onlineCount;
  }

  #stateOf(chatId: number): ChatState {
    const kept = this.#chats.get(chatId);
    if (kept?.made) return kept.made;
    let made = present(chatId, this.describe(chatId));
    if (this.onCounted(chatId, made.onlineCount)) made = present(chatId, this.describe(chatId));
    this.#chats.set(chatId, { changedAt: kept?.changedAt ?? this.#floor, made });
    return made;
  }
}

/** Goes once over those who are there, and keeps no more of them than are named: a hall of ten thousand changes all the time. */
function present(chatId: number, { online, typing }: ReturnType<Describe>): ChatState {
  const there = sum(chatId, online, 1);
  const writing = sum(chatId, typing, 2);
  // From where a chat may be large, a node does not know the names of those at others, and compares who is there alone.
  const isNamed = there.count < fewAgain;
  const state = (names: string[], typists: string[]) =>
    JSON.stringify({ online: names, online_count: there.count, typing: typists });
  return {
    json: state(there.names, writing.names),
    brief: state([], []),
    onlineCount: there.count,
    digest: (isNamed ? there.namedDigest + writing.namedDigest : there.digest + writing.digest) >>> 0,
  };
}

function sum(chatId: number, people: Iterable<Shown>, kind: number) {
  const names: string[] = [];
  let count = 0;
  let digest = 0;
  let namedDigest = 0;
  for (const { userId, username } of people) {
    count += 1;
    const mixed = mix(chatId, userId, kind);
    // A username changes once, from a guest's to an account's, and a reader on another node must not take the two for one.
    const isGuest = username?.startsWith('guest-') ?? false;
    digest = (digest + mixed) >>> 0;
    namedDigest = (namedDigest + (isGuest ? mix(chatId, userId, kind + 2) : mixed)) >>> 0;
    if (username !== null && names.length < maxNames) names.push(username);
  }
  return { names: names.sort(), count, digest, namedDigest };
}

/** Three small numbers spread over 32 bits, so that sums of different sets differ. */
function mix(chatId: number, userId: number, kind: number): number {
  let hash = Math.imul(chatId, 0x9e3779b1) ^ Math.imul(userId + kind * 0x10001, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
  return (hash ^ (hash >>> 13)) >>> 0;
}
