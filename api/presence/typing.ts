import type { TypingPerson } from './person.ts';

/** api/README.md section 4. */
const typingMs = 5000;
/** In all chats together. Beyond, whoever began first is no longer shown: it is five seconds at most. */
const maxTyping = 10_000;

/** Who types where, with deadlines. Times are of the clock that never goes back. */
export class Typing {
  /** The first to end comes first. */
  #all = new Map<string, TypingPerson & { untilMs: number }>();
  #byChat = new Map<number, Set<number>>();
  #byPerson = new Map<number, Set<number>>();

  constructor(private readonly most = maxTyping) {}

  get size(): number {
    return this.#all.size;
  }

  in(chatId: number): ReadonlySet<number> {
    return this.#byChat.get(chatId) ?? nobody;
  }

  /** The chats in which this person types. */
  of(userId: number): number[] {
    return [...(this.#byPerson.get(userId) ?? nobody)];
  }

  /** The chats where that changed something. */
  began(typing: TypingPerson, nowMs: number): number[] {
    const key = keyOf(typing);
    const isNew = !this.#all.delete(key);
    this.#all.set(key, { ...typing, untilMs: nowMs + typingMs });
    if (!isNew) return [];
    link(this.#byChat, typing.chatId, typing.userId);
    link(this.#byPerson, typing.userId, typing.chatId);
    if (this.#all.size <= this.most) return [typing.chatId];
    const [first] = this.#all.values();
    return [...(first ? this.ended(first) : []), typing.chatId];
  }

  ended(typing: TypingPerson): number[] {
    if (!this.#all.delete(keyOf(typing))) return [];
    unlink(this.#byChat, typing.chatId, typing.userId);
    unlink(this.#byPerson, typing.userId, typing.chatId);
    return [typing.chatId];
  }

  expire(nowMs: number): number[] {
    const changed: number[] = [];
    for (const typing of this.#all.values()) {
      if (typing.untilMs > nowMs) break;
      changed.push(...this.ended(typing));
    }
    return changed;
  }
}

const nobody: ReadonlySet<number> = new Set();

function keyOf({ chatId, userId }: TypingPerson): string {
  return `${chatId} ${userId}`;
}

function link(all: Map<number, Set<number>>, one: number, other: number): void {
  all.set(one, (all.get(one) ?? new Set()).add(other));
}

function unlink(all: Map<number, Set<number>>, one: number, other: number): void {
  const others = all.get(one);
  others?.delete(other);
  if (others?.size === 0) all.delete(one);
}
