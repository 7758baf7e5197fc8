import { setTimeout as sleep } from 'node:timers/promises';
import { type Bus, requireSendable, type Topic } from './index.ts';

/** One connection to whatever carries the messages, as long as it lasts. All topics are listened to when it is made. */
export interface Connection {
  /** Resolves when the other end has it, and rejects when the connection is of no use any more. */
  publish(topic: Topic, text: string): Promise<unknown>;
  /** Asks for a sign of life. */
  beat(): Promise<unknown>;
  /** Says goodbye. May take for ever. */
  end(): Promise<unknown>;
  /** Closes it at once, whatever state it is in; may be called more than once. */
  cut(): void;
}

/** What a connection tells. */
export interface Ear {
  heard(topic: Topic, text: string): void;
  /** It is over, by whatever reason. May be called more than once. */
  ended(): void;
}

/** Makes a connection. Rejects within some seconds where none can be made, and leaves nothing behind then. */
export type Connect = (ear: Ear) => Promise<Connection>;

/** A connection that was not made by then is tried anew. */
export const connectMs = 3500;
const firstRetryMs = 100;
const maxRetryMs = 5000;
/** A line that was cut without a word says nothing for hours; one who only listens would never notice. */
const beatMs = 5000;
/** Whoever has not answered by then is gone. */
const answerMs = 5000;
const goodbyeMs = 1000;

/** Over one connection that is made anew when it breaks or falls silent. Rejects when the first one can't be made. */
export async function openLine(connect: Connect): Promise<Bus> {
  const line = new Line(connect);
  await line.connect();
  return line;
}

class Line implements Bus {
  readonly hasOthers = true;
  #listeners: [topic: Topic, listener: (text: string) => void][] = [];
  #lostListeners: (() => void)[] = [];
  #restoredListeners: (() => void)[] = [];
  #connection: Connection | null = null;
  #beating: NodeJS.Timeout | undefined;
  /** Those who wait for an answer over the connection that there is. */
  #waiting = new Set<() => void>();
  #isClosed = false;

  constructor(private readonly makeConnection: Connect) {}

  get isUp(): boolean {
    return this.#connection !== null;
  }

  async connect(): Promise<void> {
    let connection: Connection | null = null;
    let hasEnded = false;
    const made = await this.makeConnection({
      heard: (topic, text) => this.#hear(topic, text),
      ended: () => {
        hasEnded = true;
        if (connection) this.#lose(connection);
      },
    });
    if (hasEnded) throw new Error('The connection ended as soon as it was made.');
    if (this.#isClosed) return hangUp(made);
    connection = made;
    this.#connection = made;
    this.#beating = setInterval(() => void this.#answered(made, made.beat()), beatMs).unref();
  }

  async publish(topic: Topic, text: string): Promise<void> {
    requireSendable(text);
    const connection = this.#connection;
    if (connection) await this.#answered(connection, connection.publish(topic, text));
  }

  async subscribe(topic: Topic, listener: (text: string) => void): Promise<void> {
    this.#listeners.push([topic, listener]);
  }

  onLost(listener: () => void): void {
    this.#lostListeners.push(listener);
  }

  onRestored(listener: () => void): void {
    this.#restoredListeners.push(listener);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const connection = this.#forget();
    if (connection) await hangUp(connection);
  }

  #hear(topic: Topic, text: string): void {
    if (this.#isClosed) return;
    for (const [of, listener] of this.#listeners) if (of === topic) listener(text);
  }

  /** Resolves when this is answered or the connection is over. What is not answered in time, or fails, ends the connection. */
  #answered(connection: Connection, answer: Promise<unknown>): Promise<void> {
    return new Promise((resolve) => {
      const settle = () => {
        clearTimeout(patience);
        this.#waiting.delete(settle);
        resolve();
      };
      const fail = () => {
        this.#lose(connection);
        settle();
      };
      const patience = setTimeout(fail, answerMs);
      this.#waiting.add(settle);
      answer.then(settle, fail);
    });
  }

  #forget(): Connection | null {
    const connection = this.#connection;
    this.#connection = null;
    clearInterval(this.#beating);
    for (const settle of this.#waiting) settle();
    return connection;
  }

  #lose(connection: Connection): void {
    connection.cut();
    if (this.#connection !== connection) return;
    this.#forget();
    for (const listener of this.#lostListeners) listener();
    void this.#reconnect();
  }

  async #reconnect(): Promise<void> {
    for (let waitMs = firstRetryMs; !this.#isClosed; waitMs = Math.min(waitMs * 2, maxRetryMs)) {
      await sleep(waitMs * (0.5 + Math.random()), undefined, { ref: false });
      if (this.#isClosed) return;
      try {
        await this.connect();
      } catch {
        // Still away; the sweep and the next try find it again.
        continue;
      }
      if (!this.#connection) return;
      for (const listener of this.#restoredListeners) listener();
      return;
    }
  }
}

async function hangUp(connection: Connection): Promise<void> {
  const ended = connection.end().catch(() => {});
  await Promise.race([ended, sleep(goodbyeMs, undefined, { ref: false })]);
  connection.cut();
}
