import type { Channel } from '../db/notifications.ts';

/**
 * What nodes tell each other of things that are in no table: who polls, who types, what is held. Said again regularly, so a
 * lost message costs time only.
 */
export type Item =
  /** [user id, username, milliseconds since the poll] */
  | ['seen', number, string, number]
  /** [chat id, user id] */
  | ['typing', number, number]
  /** [whose: "user 12" or "address ::1", how many polls the speaking node holds] */
  | ['held', string, number]
  /** [user id, client]: a newer poll of this client has come. */
  | ['newer', number, string]
  /** The speaking node goes away. */
  | ['bye'];

interface Envelope {
  from: string;
  items: Item[];
}

/** PostgreSQL takes at most 8000 bytes in one notification. */
const maxBytes = 7500;
/** Things that happen together travel together. */
const gatherMs = 50;

export class NodeMessages {
  #waiting: Item[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly channel: Channel,
    private readonly nodeId: string,
  ) {}

  say(item: Item): void {
    this.#waiting.push(item);
    this.#timer ??= setTimeout(() => void this.flush(), gatherMs).unref();
  }

  /** Called with what other nodes say; never with one's own. */
  onItems(listener: (from: string, items: readonly Item[]) => void): void {
    this.channel.onMessage((text) => {
      const { from, items } = JSON.parse(text) as Envelope;
      if (from !== this.nodeId) listener(from, items);
    });
  }

  /** Sends what has gathered, in as many messages as it needs. */
  async flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const items of packs(waiting)) {
      await this.channel.send(JSON.stringify({ from: this.nodeId, items } satisfies Envelope));
    }
  }
}

function packs(items: readonly Item[]): Item[][] {
  const all: Item[][] = [];
  let room = 0;
  for (const item of items) {
    const bytes = Buffer.byteLength(JSON.stringify(item)) + 1;
    if (bytes > room) {
      all.push([]);
      room = maxBytes - 100;
    }
    all.at(-1)?.push(item);
    room -= bytes;
  }
  return all;
}
