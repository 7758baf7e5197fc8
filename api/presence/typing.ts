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

  constructor(private readonly most = maxTyping) {}

  get size(): number {
    return this.#all.size;
  }

  in(chatId: number): ReadonlySet<number> {
    return this.#byChat.get(chatId) ?? nobody;
  }

  /** The chats where that changed something. */
  began(typing: TypingPerson, nowMs: number): number[] {
    const key = keyOf(typing);
    const isNew = !this.#all.delete(key);
    this.#all.set(key, { ...typing, untilMs: nowMs + typingMs });
    if (!isNew) return [];
    const people = this.#byChat.get(typing.chatId) ?? new Set();
    this.#byChat.set(typing.chatId, people.add(typing.userId));
    if (this.#all.size <= this.most) return [typing.chatId];
    const [first] = this.#all.values();
    return [...(first ? this.ended(first) : []), typing.chatId];
  }

  ended(typing: TypingPerson): number[] {
    if (!this.#all.delete(keyOf(typing))) return [];
    const people = this.#byChat.get(typing.chatId);
    people?.delete(typing.userId);
    if (people?.size === 0) this.#byChat.delete(typing.chatId);
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
