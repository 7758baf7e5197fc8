import type { Person } from './person.ts';

/** A state names this many people at most; the count is exact. */
const maxNames = 100;

interface ChatState {
  json: string;
  digest: number;
}

/**
 * What is shown of each chat's presence, made once for each change and shared by all its readers. A version number rises with
 * every change of any chat.
 */
export class ChatStates {
  #version = 0;
  #changedAt = new Map<number, number>();
  #made = new Map<number, ChatState>();

  constructor(private readonly describe: (chatId: number) => { online: Person[]; typing: Person[] }) {}

  get version(): number {
    return this.#version;
  }

  changed(chatIds: readonly number[]): void {
    this.#version += 1;
    for (const id of chatIds) {
      this.#changedAt.set(id, this.#version);
      this.#made.delete(id);
    }
  }

  /** Uri → state of those that changed after `version`, as JSON; null when none did. */
  changedSince(chats: ReadonlyMap<number, string>, only: number | null, version: number): string | null {
    const parts: string[] = [];
    for (const [id, uri] of only === null ? chats : [[only, chats.get(only) ?? ''] as const]) {
      if ((this.#changedAt.get(id) ?? 0) > version)
        parts.push(`${JSON.stringify(uri)}:${this.#stateOf(id).json}`);
    }
    return parts.length > 0 ? `{${parts.join(',')}}` : null;
  }

  /** Equal for equal states of these chats, whatever the order and on whichever node. */
  digest(chatIds: Iterable<number>): number {
    let sum = 0;
    for (const id of chatIds) if (this.#changedAt.has(id)) sum = (sum + this.#stateOf(id).digest) >>> 0;
    return sum;
  }

  #stateOf(chatId: number): ChatState {
    const made = this.#made.get(chatId) ?? present(chatId, this.describe(chatId));
    this.#made.set(chatId, made);
    return made;
  }
}

function present(chatId: number, { online, typing }: { online: Person[]; typing: Person[] }): ChatState {
  const names = (people: Person[]) =>
    people
      .map((person) => person.username)
      .sort()
      .slice(0, maxNames);
  const state = { online: names(online), online_count: online.length, typing: names(typing) };
  let digest = 0;
  for (const { userId } of online) digest = (digest + mix(chatId, userId, 1)) >>> 0;
  for (const { userId } of typing) digest = (digest + mix(chatId, userId, 2)) >>> 0;
  return { json: JSON.stringify(state), digest };
}

/** Three small numbers spread over 32 bits, so that sums of different sets differ. */
function mix(chatId: number, userId: number, kind: number): number {
  let hash = Math.imul(chatId, 0x9e3779b1) ^ Math.imul(userId + kind * 0x10001, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
  return (hash ^ (hash >>> 13)) >>> 0;
}
