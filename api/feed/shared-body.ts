import type { Body } from '../http/raw-reply.ts';
import type { Answer } from '../log/read.ts';

/**
 * The last body that was made for a poll with news. A message to a thousand held readers of a chat is one answer to all of
 * them, so it is composed and measured once. The key names all that a body shows, so nobody is given what another may see.
 */
export class SharedBody {
  #key = '';
  #body = { text: '', bytes: 0 };

  /** For what was found up to this cursor; `compose` makes the text where the last one was another. */
  of(cursor: string, found: Answer & { state: string | null }, compose: () => string): Body {
    const key = `${cursor} ${found.hasMore} ${found.events.map((event) => event.id).join()} ${found.state}`;
    if (key !== this.#key) {
      const text = compose();
      this.#body = { text, bytes: Buffer.byteLength(text) };
      this.#key = key;
    }
    return this.#body;
  }

  /** To be called when earlier events show something else from now on: their ids, and so the key, stay the same. */
  forget(): void {
    this.#key = '';
    this.#body = { text: '', bytes: 0 };
  }
}
