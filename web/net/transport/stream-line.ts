import type { Timer } from '../../browser/pause.ts';
import { wakeup } from '../../browser/wakeups.ts';
import { RequestFailure } from '../failure.ts';
import type { FeedPage } from '../wire.ts';
import type { Question } from './transport.ts';

/** Both of the first two pieces are sent within a second: what takes longer is kept back on the way. */
const pieceMs = 3000;
/** So much later than it is due may anything come, as with a poll. */
const lateMs = 15_000;
/** Nobody asks for the next page: the feed polls otherwise by now. */
const unaskedMs = 5000;

export interface LineOptions {
  /** Asks for the stream from this place on. Throws RequestFailure. */
  open(question: { cursor: string | null; signal: AbortSignal }): Promise<Response>;
  timer: Timer;
  /** At a wake-up the connection may be dead, which a stream would not tell: it is asked for anew. */
  wakeups: EventTarget;
}

/** One stream, read page by page. */
export class StreamLine {
  /** The place behind what was handed out last. */
  at: string | null;
  /** The server has said that it ends, and when to come again. */
  isTold = false;
  /** Of what was read at once. */
  #pieces = 0;
  #text = '';
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #cancelUnasked = () => {};
  readonly #over = new AbortController();
  readonly #decoder = new TextDecoder();

  constructor(
    cursor: string | null,
    private readonly options: LineOptions,
  ) {
    this.at = cursor;
    options.wakeups.addEventListener(wakeup, () => this.close(), { signal: this.#over.signal });
  }

  /** Whether it came in pieces: then it is known that nothing gathers it. */
  get isProven(): boolean {
    return this.#pieces > 1;
  }

  get isClosed(): boolean {
    return this.#over.signal.aborted;
  }

  /**
   * The next page, of all that has come; null when the stream has ended, or does not come in pieces. Throws RequestFailure where another
   * answer came, or where it went silent, and the signal's reason.
   */
  async next({ waitMs, signal }: Pick<Question, 'waitMs' | 'signal'>): Promise<FeedPage | null> {
    this.#cancelUnasked();
    const asking = new AbortController();
    let isLate = false;
    const late = () => {
      isLate = true;
      this.close();
    };
    const cancel = this.options.timer(late, this.isProven ? waitMs + lateMs : pieceMs);
    signal.addEventListener('abort', () => this.close(), { signal: asking.signal });
    try {
      const page = await this.#read();
      if (page) this.#cancelUnasked = this.options.timer(() => this.close(), unaskedMs);
      if (page) return page;
    } catch (error) {
      if (error instanceof RequestFailure && !this.isClosed) throw error;
    } finally {
      cancel();
      asking.abort();
    }
    // Ended, cut, or kept back.
    signal.throwIfAborted();
    if (isLate && this.isProven) throw new RequestFailure(0, 'unreachable');
    return null;
  }

  close(): void {
    this.#cancelUnasked();
    this.#over.abort();
    // What waits for the next piece is told by this, wherever the signal does not reach it.
    this.#reader?.cancel().catch(() => {});
  }

  async #read(): Promise<FeedPage | null> {
    this.#reader ??= await this.#open();
    for (;;) {
      const end = this.#text.lastIndexOf('\n');
      if (end >= 0) return this.#take(end);
      const { done, value } = await this.#reader.read();
      if (done) return null;
      this.#pieces += 1;
      this.#text += this.#decoder.decode(value, { stream: true });
    }
  }

  async #open() {
    const response = await this.options.open({ cursor: this.at, signal: this.#over.signal });
    const isStream = response.headers.get('Content-Type')?.startsWith('application/x-ndjson');
    // Something in between speaks for the server.
    if (!isStream || !response.body) throw new RequestFailure(0, 'no_stream');
    return response.body.getReader();
  }

  #take(end: number): FeedPage {
    const pages: FeedPage[] = this.#text.slice(0, end).split('\n').map(parse);
    this.#text = this.#text.slice(end + 1);
    const page = pages.reduce((before, { events, state, ...last }) => ({
      ...last,
      events: [...before.events, ...events],
      state: { ...before.state, ...state },
    }));
    this.isTold = page.poll.retry > 0;
    this.at = page.cursor;
    return page;
  }
}

function parse(line: string): FeedPage {
  try {
    return JSON.parse(line);
  } catch {
    throw new RequestFailure(0, 'unreachable');
  }
}
