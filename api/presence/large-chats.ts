/** Beyond so many online nobody of a chat is told of by name between nodes. */
export const mostNamed = 200;
/** Below so many it is small again: one who comes and goes at the border must not have all of them told of again each time. */
export const fewAgain = 150;

/** Readers have a chat counted all the time; of one that nobody reads it is done as often. */
const countEveryMs = 5000;

/** Which chats are large by now, by how many are online there on all nodes together. */
export class LargeChats {
  #ids = new Set<number>();
  #countedMs = Number.NEGATIVE_INFINITY;

  /** Called with a chat that has become large, or small again. */
  onTurned: (chatId: number, isLarge: boolean) => void = () => {};

  has(chatId: number): boolean {
    return this.#ids.has(chatId);
  }

  all(): number[] {
    return [...this.#ids];
  }

  /** Whether it has become large by that. */
  counted(chatId: number, online: number): boolean {
    if (this.#ids.has(chatId) ? online >= fewAgain : online <= mostNamed) return false;
    if (!this.#ids.delete(chatId)) this.#ids.add(chatId);
    this.onTurned(chatId, this.#ids.has(chatId));
    return this.#ids.has(chatId);
  }

  /** Every five seconds, of those that are large and of `more`. */
  recount(nowMs: number, more: Iterable<number>, countIn: (chatId: number) => number): void {
    if (nowMs < this.#countedMs + countEveryMs) return;
    this.#countedMs = nowMs;
    for (const chatId of new Set([...this.#ids, ...more])) this.counted(chatId, countIn(chatId));
  }
}
