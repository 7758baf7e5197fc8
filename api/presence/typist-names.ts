import { seldom } from '../log/news/seldom.ts';

/** Of those who type in large chats at other nodes, at once. Beyond, they are shown when there is room. */
const maxNames = 1000;
/** A state names no more. */
const atOnce = 100;
const restMs = 200;

/**
 * Between nodes nobody of a large chat is named, and who types there is to be shown: the few who do are asked for, in one question. A name
 * is kept as long as its person types.
 */
export class TypistNames {
  #names = new Map<number, string>();
  #wanted = new Set<number>();
  #asked = new Set<number>();
  /** By their ids; where there is no database, nobody. */
  find: (userIds: readonly number[]) => Promise<ReadonlyMap<number, string>> = async () => new Map();
  readonly #ask = seldom(() => void this.#load(), restMs);

  /** `onFound`: somebody's name is known by now. */
  constructor(private readonly onFound: (userId: number) => void) {}

  get(userId: number): string | undefined {
    return this.#names.get(userId);
  }

  want(userId: number): void {
    if (this.#names.has(userId) || this.#wanted.size + this.#names.size >= maxNames) return;
    this.#wanted.add(userId);
    this.#ask();
  }

  renamed(userId: number, username: string): void {
    if (this.#names.has(userId) || this.#asked.has(userId)) this.#names.set(userId, username);
  }

  keepOnly(isTyping: (userId: number) => boolean): void {
    for (const userId of this.#names.keys()) if (!isTyping(userId)) this.#names.delete(userId);
  }

  async #load(): Promise<void> {
    const userIds = [...this.#wanted].slice(0, atOnce);
    for (const userId of userIds) this.#wanted.delete(userId);
    if (this.#wanted.size > 0) this.#ask();
    if (userIds.length === 0) return;
    for (const userId of userIds) this.#asked.add(userId);
    try {
      for (const [userId, username] of await this.find(userIds)) {
        // Who was renamed meanwhile is known better.
        if (!this.#names.has(userId)) this.#names.set(userId, username);
        this.onFound(userId);
      }
    } catch {
      // Whoever goes on typing is asked for again.
    }
    for (const userId of userIds) this.#asked.delete(userId);
  }
}
