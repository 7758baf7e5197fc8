import type { LogEvent } from '../log/event.ts';
import type { Clock } from '../process/clock.ts';
import { Lru } from '../process/lru.ts';
import { PageText } from './page-text.ts';

/** Some hundred pages of a usual talk, or a dozen of the largest. */
const maxBytes = 32 * 1024 * 1024;
/** Of the key and of what holds a page. */
const overhead = 500;

/** A stretch of a chat's history, with the uri that the chat has now. */
export interface Stretch {
  chatId: number;
  uri: string;
  /** Which stretch, as a text. */
  question: string;
}

/** A page as JSON before and after its cursor, and until when it is right: what it shows disappears then, in Unix milliseconds. */
export interface PageForAll {
  parts: readonly [before: string, after: string];
  untilMs: number;
}

interface Kept extends Pick<Stretch, 'chatId' | 'uri'> {
  reading: Promise<PageText | null>;
  /** Null until it is read, and where there is none for all. */
  page: PageText | null;
  untilMs: number;
}

/** Of one person alone, and in no page. */
const shownNowhere = new Set<LogEvent['type']>([
  'read.updated',
  'notify.updated',
  'archived.updated',
  'unread.updated',
  'report.updated',
  'seen.updated',
  'token.revoked',
]);

/**
 * Pages of history that every member of the chat sees alike: made once for all who ask, however many at once, and kept until anything
 * happens in the chat or to somebody's name. Who may see one is asked of each reader by whoever hands it out.
 */
export class SharedPages {
  readonly #pages: Lru<string, Kept>;
  /** The keys of the pages of a chat, by its address and by its id. */
  #keysOf = new Map<string | number, Set<string>>();

  constructor(
    private readonly clock: Pick<Clock, 'now'>,
    maxWeight = maxBytes,
  ) {
    this.#pages = new Lru<string, Kept>({
      maxWeight,
      weigh: ({ page }) => overhead + (page?.bytes ?? 0),
      onDrop: (key, kept) => this.#unlink(kept, key),
    });
  }

  /** Bytes that are kept. */
  get weight(): number {
    return this.#pages.weight;
  }

  /** A page that is kept and still as the chat is, at once. */
  peek(stretch: Stretch): PageText | null {
    return this.#find(stretch)?.page ?? null;
  }

  /**
   * The page as everyone in the chat sees it, which `read` makes unless it is kept or being read; null where there is none. `isCurrent`:
   * nothing has happened to it since it was asked for, so that it is the page of this very moment.
   */
  async of(
    stretch: Stretch,
    read: () => Promise<PageForAll | null>,
  ): Promise<{ page: PageText | null; isCurrent: boolean }> {
    const key = keyOf(stretch);
    const kept = this.#find(stretch) ?? this.#begin(key, stretch, read);
    const page = await kept.reading;
    return { page, isCurrent: this.#pages.peek(key) === kept };
  }

  /**
   * A page that was read for one person, and is for all who are to see the same: what is made of it, as when it is compressed, is made once. It is
   * given to nobody who has not read the same themselves.
   */
  alike({ chatId, uri, question }: Stretch, parts: PageForAll['parts']): PageText {
    const key = keyOf({ uri, question: `${question} alike` });
    const known = this.#pages.get(key)?.page;
    if (known?.says(...parts)) return known;
    const isKept = () => this.#pages.peek(key) === kept;
    const page = new PageText(...parts, () => {
      if (isKept()) this.#pages.resized(key);
    });
    const kept: Kept = { chatId, uri, page, untilMs: Infinity, reading: Promise.resolve(page) };
    this.#keep(key, kept);
    return page;
  }

  apply(events: readonly LogEvent[]): void {
    for (const event of events) {
      if (shownNowhere.has(event.type)) continue;
      // By the chat's address: of a chat that has gone, only what is told to its people is left. Without one it is somebody's name or
      // face, which may stand in any chat.
      if (event.chatUri === null) this.#forgetAll();
      else this.#forget(event.chatUri);
    }
  }

  /** Something happened in this chat that nobody here has looked into. */
  forgetChat(chatId: number): void {
    this.#forget(chatId);
  }

  #find(stretch: Stretch): Kept | null {
    const kept = this.#pages.get(keyOf(stretch));
    return kept?.chatId === stretch.chatId && this.clock.now() < kept.untilMs ? kept : null;
  }

  /** There before it is read, so that a thousand at once are one read, and what happens meanwhile takes it away. */
  #begin(key: string, { chatId, uri }: Stretch, read: () => Promise<PageForAll | null>): Kept {
    const kept: Kept = { chatId, uri, page: null, untilMs: Infinity, reading: Promise.resolve(null) };
    const isKept = () => this.#pages.peek(key) === kept;
    kept.reading = read().then(
      (made) => {
        const weighAnew = () => {
          if (isKept()) this.#pages.resized(key);
        };
        kept.untilMs = made?.untilMs ?? Infinity;
        kept.page = made && new PageText(...made.parts, weighAnew);
        weighAnew();
        return kept.page;
      },
      (error) => {
        if (isKept()) this.#drop(key, kept);
        throw error;
      },
    );
    this.#keep(key, kept);
    return kept;
  }

  #keep(key: string, kept: Kept): void {
    const before = this.#pages.peek(key);
    if (before) this.#drop(key, before);
    this.#pages.set(key, kept);
    for (const chat of [kept.uri, kept.chatId])
      this.#keysOf.set(chat, (this.#keysOf.get(chat) ?? new Set()).add(key));
  }

  #drop(key: string, kept: Kept): void {
    this.#pages.delete(key);
    this.#unlink(kept, key);
  }

  #forget(chat: string | number): void {
    for (const key of [...(this.#keysOf.get(chat) ?? [])]) {
      const kept = this.#pages.peek(key);
      if (kept) this.#drop(key, kept);
    }
  }

  #forgetAll(): void {
    for (const chat of [...this.#keysOf.keys()]) this.#forget(chat);
  }

  #unlink({ uri, chatId }: Pick<Kept, 'uri' | 'chatId'>, key: string): void {
    for (const chat of [uri, chatId]) {
      const keys = this.#keysOf.get(chat);
      keys?.delete(key);
      if (keys?.size === 0) this.#keysOf.delete(chat);
    }
  }
}

/** A uri holds no space. */
function keyOf({ uri, question }: Pick<Stretch, 'uri' | 'question'>): string {
  return `${uri} ${question}`;
}
