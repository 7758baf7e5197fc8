import { decodeCursor } from '../../log/cursor.ts';
import type { LogEvent } from '../../log/event.ts';
import type { Passed } from '../../log/news/addressee.ts';
import { beginning, type Place } from '../../log/place.ts';
import type { Tenure } from '../../log/readers/lease.ts';
import { findNewsBehind } from '../../log/readers/news-behind.ts';
import type { Services } from '../../services.ts';
import { receiverOf } from '../address.ts';
import { listOutlines, moveCursors, type Outline } from '../queries.ts';
import type { Deliver } from './deliver.ts';
import { FairLine, type Room } from './fair-line.ts';

/** A hook that is not paused, as the node that delivers knows it. */
interface Known {
  readonly botId: number;
  readonly chatId: number;
  receiver: string;
  types: ReadonlySet<string>;
  /** Up to here there is nothing to deliver, whatever its row says. */
  seenTo: Place;
  /** Something has happened that concerns it since it was last looked at. */
  isDue: boolean;
  isAtWork: boolean;
  isSlow: boolean;
  /** Until the next try of what failed. */
  timer: NodeJS.Timeout | null;
}

/**
 * Requests at once, of all hooks. Those that were slow or failed have places of their own, so they keep nobody else waiting. One person with the most chats and bots
 * that one may have fills neither line, whatever their receivers do.
 */
const room: Record<'quick' | 'slow', Room> = {
  quick: { places: 48, late: 320, perChat: 4, perReceiver: 16 },
  slow: { places: 16, late: 112, perChat: 2, perReceiver: 8 },
};
/** When the database, or this server, is what fails. */
const ownFaultMs = 5000;
/** Hooks that are read or moved by one statement. */
const pieceSize = 500;
/** Well within the shortest time for which events are kept. */
const moveEveryMs = 3600_000;

/**
 * Knows on one node which hooks there are and delivers to them, each event after the one before. What happens is held against a map in memory:
 * nothing is asked of the database for a chat without hooks, nor for what no hook there wants, and a hook of which nothing is due takes some hundred bytes.
 */
export class Dispatcher {
  readonly #hooks = new Map<number, Known>();
  readonly #byChat = new Map<number, Set<Known>>();
  readonly #lines = { quick: new FairLine(room.quick), slow: new FairLine(room.slow) };
  readonly #working = new Set<Promise<void>>();
  #tenure: Tenure | null = null;

  constructor(
    private readonly given: Pick<Services, 'db' | 'log'> & {
      deliver: Deliver;
      onFailure(error: unknown): void;
    },
  ) {}

  /** While it is this node's to do: all that is left of before, and all that happens. Resolves when nothing is under way any more. */
  async work(tenure: Tenure): Promise<void> {
    this.#tenure = tenure;
    const ending = new Promise((resolve) => tenure.signal.addEventListener('abort', resolve));
    const moving = setInterval(() => this.#carry(this.#moveIdle()), moveEveryMs).unref();
    try {
      await this.#loadAll(tenure);
      if (!tenure.signal.aborted) await ending;
    } finally {
      clearInterval(moving);
      this.#tenure = null;
      for (const hook of [...this.#hooks.values()]) this.#forget(hook);
      await Promise.allSettled(this.#working);
    }
  }

  hear(events: readonly LogEvent[]): void {
    if (!this.#tenure) return;
    for (const event of events) {
      if (event.type === 'hook.updated')
        this.#carry(this.#reload((JSON.parse(event.data) as { bot: number }).bot));
      for (const hook of this.#of(event.chatId)) if (concerns(event, hook)) this.#due(hook);
    }
  }

  /** Of what nobody reads on this node it is known whose it is, and not what. */
  hearPassed(passed: readonly Passed[]): void {
    if (!this.#tenure) return;
    for (const { addressee } of passed) for (const hook of this.#of(addressee)) this.#due(hook);
  }

  #of(chatId: number | null): Iterable<Known> {
    return (chatId !== null && this.#byChat.get(chatId)) || [];
  }

  async #loadAll({ signal }: Tenure): Promise<void> {
    for (let behind = 0; !signal.aborted; ) {
      const outlines = await listOutlines(this.given.db.read, { behind, limit: pieceSize });
      const known = outlines.map((outline) => this.#know(outline));
      // Asked once they are known: what happens from here on is heard, and what happened before is found.
      const asked = known.map(({ botId, chatId, seenTo }) => ({ key: botId, chatId, place: seenTo }));
      const behindNews = new Set(await findNewsBehind(this.given.db, asked));
      for (const hook of known) if (behindNews.has(hook.botId)) this.#due(hook);
      if (outlines.length < pieceSize) return;
      behind = outlines.at(-1)?.botId ?? 0;
    }
  }

  /** It was made, changed, resumed, paused or removed, here or elsewhere. */
  async #reload(botId: number): Promise<void> {
    const [outline] = await listOutlines(this.given.db.read, { botId });
    const hook = this.#hooks.get(botId);
    if (outline && this.#tenure) this.#due(this.#know(outline));
    else if (hook) this.#forget(hook);
  }

  #know({ botId, chatId, url, eventTypes, cursor }: Outline): Known {
    const known = this.#hooks.get(botId);
    const now = { receiver: receiverOf(url), types: new Set<string>(eventTypes) };
    if (known) {
      this.#stopWaiting(known);
      return Object.assign(known, now);
    }
    const seenTo = decodeCursor(cursor)?.position ?? beginning;
    const state = { isDue: false, isAtWork: false, isSlow: false, timer: null };
    const hook: Known = { botId, chatId, ...now, seenTo, ...state };
    this.#hooks.set(botId, hook);
    const beside = this.#byChat.get(chatId) ?? new Set();
    this.#byChat.set(chatId, beside.add(hook));
    return hook;
  }

  #forget(hook: Known): void {
    this.#stopWaiting(hook);
    this.#hooks.delete(hook.botId);
    const beside = this.#byChat.get(hook.chatId);
    beside?.delete(hook);
    if (beside?.size === 0) this.#byChat.delete(hook.chatId);
  }

  #stopWaiting(hook: Known): void {
    if (hook.timer) clearTimeout(hook.timer);
    hook.timer = null;
  }

  #due(hook: Known): void {
    hook.isDue = true;
    if (hook.isAtWork || hook.timer || this.#hooks.get(hook.botId) !== hook) return;
    hook.isAtWork = true;
    const line = this.#lines[hook.isSlow ? 'slow' : 'quick'];
    const { chatId, receiver } = hook;
    this.#carry(line.run({ chatId, receiver }, () => this.#lookInto(hook)));
  }

  async #lookInto(hook: Known): Promise<void> {
    const tenure = this.#tenure;
    if (!tenure?.isHeld()) return;
    hook.isDue = false;
    const done = await this.given.deliver(hook, tenure.signal).catch((error: unknown) => {
      if (!tenure.signal.aborted) this.given.onFailure(error);
      return { outcome: 'tried' as const, isSlow: hook.isSlow, waitMs: ownFaultMs };
    });
    hook.isAtWork = false;
    if (tenure.signal.aborted) return;
    if (done.outcome === 'tried') {
      hook.isSlow = done.isSlow;
      if (done.waitMs > 0) this.#wait(hook, done.waitMs);
    }
    if (done.outcome === 'over' && !hook.isDue) return this.#forget(hook);
    if (done.outcome !== 'nothing' || hook.isDue) this.#due(hook);
  }

  #wait(hook: Known, ms: number): void {
    hook.timer = setTimeout(() => {
      hook.timer = null;
      this.#due(hook);
    }, ms).unref();
  }

  /** Keeps the places of those that have nothing to do near the end of the log, whose other end is cut off. */
  async #moveIdle(): Promise<void> {
    const { db, log } = this.given;
    const cursor = log.cursorAt(log.head);
    const idle = [...this.#hooks.values()].filter(
      ({ isDue, isAtWork, timer }) => !isDue && !isAtWork && !timer,
    );
    for (const hook of idle) hook.isAtWork = true;
    for (let i = 0; i < idle.length; i += pieceSize) {
      const ids = idle.slice(i, i + pieceSize).map(({ botId }) => botId);
      await db.transaction((trx) => moveCursors(trx, ids, cursor)).catch(this.given.onFailure);
    }
    for (const hook of idle) {
      hook.isAtWork = false;
      if (hook.isDue) this.#due(hook);
    }
  }

  #carry(work: Promise<void>): void {
    const carried = work.catch(this.given.onFailure).finally(() => this.#working.delete(carried));
    this.#working.add(carried);
  }
}

function concerns({ type, audience }: LogEvent, { types, botId }: Known): boolean {
  return types.has(type) && (!Array.isArray(audience) || audience.includes(botId));
}
