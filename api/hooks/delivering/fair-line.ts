/** Whose work it is, and whom it asks. */
export interface Party {
  chatId: number;
  /** Host and port. */
  receiver: string;
}

export interface Room {
  /** How much begins at once. What lasts longer than a second gives its place to the next, */
  places: number;
  /** but no more than so much at a time: beyond that it keeps its place. */
  late: number;
  /** Of a chat, and for a receiver, no more than so much at once, late or not. */
  perChat: number;
  perReceiver: number;
}

export const lateAfterMs = 1000;

interface Waiting extends Party {
  start(): void;
}

/**
 * Work in turn, a chat after the other, so that whoever has much of it, or slow work, waits behind itself: what another chat has to do begins after
 * one of each chat that waits, however much that is.
 */
export class FairLine {
  #working = 0;
  #late = 0;
  readonly #ofChats = new Counts<number>();
  readonly #ofReceivers = new Counts<string>();
  readonly #waiting = new Map<number, Waiting[]>();
  /** The chats in which something waits that may begin, in their order: those of which nothing is under way come first. */
  readonly #turns = { first: new Set<number>(), later: new Set<number>() };
  /** What had its turn, and waits for its receiver. */
  readonly #parked = new Map<string, Waiting[]>();
  /** What may begin with its receiver now, before all others. */
  readonly #returned: Waiting[] = [];

  constructor(private readonly room: Room) {}

  /** Resolves or rejects as `work` does, once its turn has come. */
  async run<T>(party: Party, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((start) => {
      enqueue(this.#waiting, party.chatId, { ...party, start });
      this.#offerTurn(party.chatId);
      this.#begin();
    });
    let isLate = false;
    const timer = setTimeout(() => {
      if (this.#late >= this.room.late) return;
      isLate = true;
      this.#late += 1;
      this.#working -= 1;
      this.#begin();
    }, lateAfterMs).unref();
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      if (isLate) this.#late -= 1;
      else this.#working -= 1;
      this.#leave(party);
      this.#begin();
    }
  }

  #begin(): void {
    while (this.#working < this.room.places) {
      const next = this.#next();
      if (!next) return;
      this.#working += 1;
      next.start();
    }
  }

  #next(): Waiting | undefined {
    return this.#returned.shift() ?? this.#nextOf(this.#turns.first) ?? this.#nextOf(this.#turns.later);
  }

  #nextOf(turns: Set<number>): Waiting | undefined {
    for (const chatId of turns) {
      turns.delete(chatId);
      const next = dequeue(this.#waiting, chatId);
      if (!next) continue;
      this.#ofChats.add(chatId);
      this.#offerTurn(chatId);
      if (this.#ofReceivers.of(next.receiver) < this.room.perReceiver) {
        this.#ofReceivers.add(next.receiver);
        return next;
      }
      enqueue(this.#parked, next.receiver, next);
    }
    return undefined;
  }

  #offerTurn(chatId: number): void {
    const underWay = this.#ofChats.of(chatId);
    if (!this.#waiting.has(chatId) || underWay >= this.room.perChat) return;
    if (underWay > 0) this.#turns.later.add(chatId);
    else {
      this.#turns.later.delete(chatId);
      this.#turns.first.add(chatId);
    }
  }

  #leave({ chatId, receiver }: Party): void {
    this.#ofChats.remove(chatId);
    this.#offerTurn(chatId);
    const parked = dequeue(this.#parked, receiver);
    // The place with the receiver goes to it directly.
    if (parked) this.#returned.push(parked);
    else this.#ofReceivers.remove(receiver);
  }
}

/** How many there are of each; nothing is kept of those of which there is none. */
class Counts<K> {
  readonly #all = new Map<K, number>();

  of(key: K): number {
    return this.#all.get(key) ?? 0;
  }

  add(key: K): void {
    this.#all.set(key, this.of(key) + 1);
  }

  remove(key: K): void {
    const left = this.of(key) - 1;
    if (left > 0) this.#all.set(key, left);
    else this.#all.delete(key);
  }
}

function enqueue<K>(queues: Map<K, Waiting[]>, key: K, waiting: Waiting): void {
  const queue = queues.get(key);
  if (queue) queue.push(waiting);
  else queues.set(key, [waiting]);
}

function dequeue<K>(queues: Map<K, Waiting[]>, key: K): Waiting | undefined {
  const queue = queues.get(key);
  const first = queue?.shift();
  if (queue?.length === 0) queues.delete(key);
  return first;
}
