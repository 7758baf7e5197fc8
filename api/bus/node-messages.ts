import { z } from 'zod';
import type { Channel } from './notifications.ts';

const id = z.int().min(0);

/**
 * What nodes tell each other of things that are in no table: who polls, who types, what is held. Said again regularly, so a
 * lost message costs time only. Whoever may use the database may say anything here, so it is looked at like any other input.
 */
const item = z.union([
  /** [user id, username, milliseconds since the poll] */
  z.tuple([z.literal('seen'), id, z.string().max(200), z.number().min(0)]),
  /** [chat id, user id] */
  z.tuple([z.literal('typing'), id, id]),
  /** [whose: "user 12" or "address ::1", how many polls the speaking node holds] */
  z.tuple([z.literal('held'), z.string().max(100), z.int().min(0).max(1_000_000)]),
  /** [user id, client]: a newer poll of this client has come. */
  z.tuple([z.literal('newer'), id, z.string().max(64)]),
  /** The speaking node goes away. */
  z.tuple([z.literal('bye')]),
]);
const envelope = z.object({ from: z.string().max(32), items: z.array(z.unknown()) });

export type Item = z.output<typeof item>;

/** PostgreSQL takes at most 8000 bytes in one notification. */
const maxBytes = 7500;
/** Things that happen together travel together. */
const gatherMs = 50;
/** While the channel is slow or away. Beyond, the oldest goes: it is said again within 20 s. */
const maxWaiting = 10_000;

export class NodeMessages {
  #waiting: Item[] = [];
  #timer: NodeJS.Timeout | null = null;
  #sending: Promise<void> | null = null;

  constructor(
    private readonly channel: Pick<Channel, 'send' | 'onMessage'>,
    private readonly nodeId: string,
  ) {}

  say(said: Item): void {
    this.#waiting.push(said);
    if (this.#waiting.length > maxWaiting) this.#waiting.splice(0, maxWaiting / 10);
    this.#gather();
  }

  /** Called with what other nodes say; never with one's own, nor with what no node says. */
  onItems(listener: (from: string, items: readonly Item[]) => void): void {
    this.channel.onMessage((text) => {
      const heard = envelope.safeParse(parsed(text));
      if (!heard.success || heard.data.from === this.nodeId) return;
      const items = heard.data.items.flatMap((each) => {
        const { success, data } = item.safeParse(each);
        return success ? [data] : [];
      });
      listener(heard.data.from, items);
    });
  }

  /** Sends what has gathered, in as many messages as it needs. */
  async flush(): Promise<void> {
    while (this.#sending) await this.#sending;
    this.#sending = this.#send();
    await this.#sending;
  }

  /** One message at a time: while a slow channel takes one, what is said gathers here, where it is bounded. */
  #gather(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      if (!this.#sending) void this.flush();
    }, gatherMs).unref();
  }

  async #send(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    try {
      for (const items of packs(waiting)) {
        await this.channel.send(JSON.stringify({ from: this.nodeId, items }));
      }
    } finally {
      this.#sending = null;
      if (this.#waiting.length > 0) this.#gather();
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function packs(items: readonly Item[]): Item[][] {
  const all: Item[][] = [];
  let room = 0;
  for (const each of items) {
    const bytes = Buffer.byteLength(JSON.stringify(each)) + 1;
    if (bytes > room) {
      all.push([]);
      room = maxBytes - 100;
    }
    all.at(-1)?.push(each);
    room -= bytes;
  }
  return all;
}
