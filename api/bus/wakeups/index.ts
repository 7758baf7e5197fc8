/**
 * Tells the other nodes that the log moved, and hears it from them. Carries no data: whoever hears it looks again. A wake-up
 * may be lost, doubled or late, which costs time and never an event, because every node also sweeps the log.
 */
export interface Wakeups {
  /** The log moved here. Returns at once; several calls may reach the others as one. */
  notify(): void;
  /** Something may have happened elsewhere. Also called after a connection was lost, when anything may have. */
  onWake(listener: () => void): void;
  close(): Promise<void>;
}
