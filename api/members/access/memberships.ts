import type { Reader } from '../../log/event.ts';

/** One person's chats as far as the log has been read here: by uri to find, by id to filter. */
export class Memberships implements Reader {
  readonly #idByUri = new Map<string, number>();
  readonly #uriById = new Map<number, string>();

  /** `askedIn`: in which spell of the cache that was last. */
  constructor(
    readonly userId: number,
    public askedIn = 0,
  ) {}

  isMember(chatId: number): boolean {
    return this.#uriById.has(chatId);
  }

  chatIds(): Iterable<number> {
    return this.#uriById.keys();
  }

  chatIdOf(uri: string): number | undefined {
    return this.#idByUri.get(uri);
  }

  /** Chat id → uri. */
  get chats(): ReadonlyMap<number, string> {
    return this.#uriById;
  }

  set(chatId: number, uri: string): void {
    this.delete(chatId);
    this.#idByUri.set(uri, chatId);
    this.#uriById.set(chatId, uri);
  }

  delete(chatId: number): void {
    const uri = this.#uriById.get(chatId);
    if (uri !== undefined) this.#idByUri.delete(uri);
    this.#uriById.delete(chatId);
  }
}
