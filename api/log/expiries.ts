/** When a message expires that something in memory shows. */
export interface Expiry {
  messageId: number;
  /** Unix milliseconds. */
  atMs: number;
}

/** What is still to expire, the soonest first. Most of it expires in the order in which it was said, and so comes at the end. */
export class Expiries {
  #waiting: Expiry[] = [];

  add(expiry: Expiry): void {
    let place = this.#waiting.length;
    while (place > 0 && (this.#waiting[place - 1]?.atMs ?? 0) > expiry.atMs) place -= 1;
    this.#waiting.splice(place, 0, expiry);
  }

  /** The ids of the messages that have expired by now, once each time that they were added. Costs a comparison while none has. */
  takeDue(nowMs: number): number[] {
    if ((this.#waiting[0]?.atMs ?? Number.POSITIVE_INFINITY) > nowMs) return [];
    const due = this.#waiting.findIndex(({ atMs }) => atMs > nowMs);
    return this.#waiting.splice(0, due === -1 ? this.#waiting.length : due).map(({ messageId }) => messageId);
  }

  /** Without what nothing shows any more. */
  keepOnly(isShown: (messageId: number) => boolean): void {
    this.#waiting = this.#waiting.filter(({ messageId }) => isShown(messageId));
  }
}
