import { z } from 'zod';
import { type Bus, maxMessageBytes } from './index.ts';
import { maxSealedBytes, type Seal } from './seal.ts';

/** One thing said: of which kind, and its few values. */
type Said = readonly [kind: string, ...values: unknown[]];

const envelope = z.object({ from: z.string().max(32), items: z.array(z.unknown()) });
const said = z.tuple([z.string()], z.unknown());

/** What its seal is for (seal.ts). */
export const softStatePurpose = (databaseId: string) => `soft state of ${databaseId}`;

/** Things that happen together travel together. */
const gatherMs = 50;
/** While the bus is slow or away. Beyond, the oldest goes: it is said again within 20 s. */
const maxWaiting = 10_000;
/** Of what is said again, so much at a time: a hundred thousand things wait for the bus where they are. */
const atOnce = 1000;
/** Well within the 75 s after which someone unseen is offline, so that one lost message does not take anyone away. */
export const announceEveryMs = 20_000;

const none = { success: false, data: undefined } as const;

/** Things of one kind: what is said of them here, and what is heard of them from there. */
export interface Kind<T extends readonly unknown[]> {
  say(...values: T): void;
  /** Called with what other nodes say; never with one's own, nor with what does not have the shape of its kind. */
  onHeard(listener: (from: string, heard: readonly T[]) => void): void;
}

/**
 * What nodes tell each other of things that are in no table: who polls, who types, what is held. Said again regularly, and when the bus
 * is back after a loss, so a lost message costs time only. Sealed, as it says who is where; what was said once can be said again by whoever
 * may use the bus, and nodes may be of another version, so each kind names the shape of what it takes.
 */
export class SoftState {
  #listeners: ((from: string, items: readonly Said[]) => void)[] = [];
  #announcers: (() => Iterable<unknown>)[] = [];
  #isAnnouncing = false;
  #waiting: Said[] = [];
  #gathering: NodeJS.Timeout | null = null;
  #sending: Promise<void> | null = null;
  readonly #announcing: NodeJS.Timeout;
  readonly #bye: Kind<[]>;

  private constructor(
    private readonly bus: Bus,
    private readonly nodeId: string,
    private readonly seal: Seal | null,
  ) {
    this.#announcing = setInterval(() => void this.#announce(), announceEveryMs).unref();
    this.#bye = this.kind('bye', z.tuple([]));
  }

  /** Without a seal it is said in the open. */
  static async open(bus: Bus, nodeId: string, seal: Seal | null = null): Promise<SoftState> {
    const state = new SoftState(bus, nodeId, seal);
    await bus.subscribe('nodes', (text) => state.#hear(text));
    bus.onRestored(() => void state.#announce());
    return state;
  }

  /** False where nobody could hear it. */
  get hasOthers(): boolean {
    return this.bus.hasOthers;
  }

  kind<T extends readonly unknown[]>(name: string, shape: z.ZodType<T>): Kind<T> {
    return {
      say: (...values) => this.#say([name, ...values]),
      onHeard: (listener) => {
        this.#listeners.push((from, items) => {
          const heard = items.flatMap(([kind, ...values]) => {
            const { success, data } = kind === name ? shape.safeParse(values) : none;
            return success ? [data] : [];
          });
          if (heard.length > 0) listener(from, heard);
        });
      },
    };
  }

  /** Called every 20 s, and when the bus is back: what is so at this moment is to be said again, a thing at each step. */
  onAnnounce(announcer: () => Iterable<unknown>): void {
    this.#announcers.push(announcer);
  }

  /** Another node goes away, and what it said of itself with it. */
  onBye(listener: (from: string) => void): void {
    this.#bye.onHeard(listener);
  }

  /** Says goodbye, so that what this node holds no longer counts. */
  async leave(): Promise<void> {
    clearInterval(this.#announcing);
    this.#bye.say();
    await this.flush();
  }

  /** Sends what has gathered, in as many messages as it needs. */
  async flush(): Promise<void> {
    while (this.#sending) await this.#sending;
    // What there is to send is marked as on its way before it can have ended: else nobody would send anything any more.
    if (this.#waiting.length === 0) return;
    const sending = this.#send().finally(() => {
      this.#sending = null;
      if (this.#waiting.length > 0) this.#gather();
    });
    this.#sending = sending;
    await sending;
  }

  /** Not begun anew while a slow bus still takes the last one. */
  async #announce(): Promise<void> {
    if (this.#isAnnouncing) return;
    this.#isAnnouncing = true;
    try {
      for (const announce of this.#announcers)
        for (const _step of announce()) if (this.#waiting.length >= atOnce) await this.flush();
    } finally {
      this.#isAnnouncing = false;
    }
  }

  #say(item: Said): void {
    if (!this.bus.hasOthers) return;
    this.#waiting.push(item);
    if (this.#waiting.length > maxWaiting) this.#waiting.splice(0, maxWaiting / 10);
    this.#gather();
  }

  #hear(text: string): void {
    const heard = envelope.safeParse(parsed(this.seal ? this.seal.open(text)?.toString() : text));
    if (!heard.success || heard.data.from === this.nodeId) return;
    const items = heard.data.items.flatMap((item): Said[] => {
      const { success, data } = said.safeParse(item);
      return success ? [data] : [];
    });
    for (const listener of this.#listeners) listener(heard.data.from, items);
  }

  /** One message at a time: while a slow bus takes one, what is said gathers here, where it is bounded. */
  #gather(): void {
    this.#gathering ??= setTimeout(() => {
      this.#gathering = null;
      if (!this.#sending) void this.flush();
    }, gatherMs).unref();
  }

  async #send(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const items of packs(waiting, this.seal ? maxSealedBytes(maxMessageBytes) : maxMessageBytes)) {
      const said = JSON.stringify({ from: this.nodeId, items });
      await this.bus.publish('nodes', this.seal ? this.seal.close(Buffer.from(said)) : said);
    }
  }
}

function parsed(text = ''): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** For who says it, and the brackets. */
const envelopeBytes = 100;

function packs(items: readonly Said[], maxBytes: number): Said[][] {
  const all: Said[][] = [];
  let room = 0;
  for (const each of items) {
    const bytes = Buffer.byteLength(JSON.stringify(each)) + 1;
    if (bytes > room) {
      all.push([]);
      room = maxBytes - envelopeBytes;
    }
    all.at(-1)?.push(each);
    room -= bytes;
  }
  return all;
}
