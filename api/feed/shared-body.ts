import type { Body } from '../http/answers/raw-reply.ts';
import type { Answer } from '../log/read.ts';

/**
 * The last body that was made for a poll with news. A message to a thousand held readers of a chat is one answer to all of
 * them, so it is composed and measured once, but for the cursor, which is each reader's own. The key names all else that a body
 * shows, so nobody is given what another may see; and of what is shown the very text is compared, as it changes when something in it expires.
 */
export class SharedBody {
  #key = '';
  #shown: Answer['events'] = [];
  #rest = { text: '', bytes: 0 };

  /** For what was found: the reader's own `start`, and what follows it, which `compose` makes where the last one was another. */
  of(start: string, found: Answer & { state: string | null }, compose: () => string): Body {
    const { events } = found;
    const key = `${found.position} ${found.hasMore} ${events.map((event) => event.id).join()} ${found.state}`;
    if (key !== this.#key || events.some(({ json }, i) => json !== this.#shown[i]?.json)) {
      const text = compose();
      this.#rest = { text, bytes: Buffer.byteLength(text) };
      this.#key = key;
      this.#shown = events;
    }
    return { text: start + this.#rest.text, bytes: Buffer.byteLength(start) + this.#rest.bytes };
  }

  /** To be called when earlier events show something else from now on: their ids, and so the key, stay the same. */
  forget(): void {
    this.#key = '';
    this.#shown = [];
    this.#rest = { text: '', bytes: 0 };
  }
}
