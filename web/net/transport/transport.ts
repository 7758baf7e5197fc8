import type { FeedPage } from '../wire.ts';

/**
 * How the line to the server is doing. `unreachable`: no answer came. `busy`: it answered that it cannot right now,
 * and when to come back. `lost`: it answered something that this page can't read or apply; it begins anew.
 */
export type LineStatus = 'up' | 'unreachable' | 'busy' | 'lost';

export interface Question {
  /** Null: from now on. */
  cursor: string | null;
  /** How long the server may hold it; 0: not at all. */
  waitMs: number;
  signal: AbortSignal;
}

/** What a poll brought, or a stream without being asked anew; null: nothing is new, and the cursor stays. */
export type Answer = (FeedPage & { isStreamed?: boolean }) | null;

/** The one face of all ways of polling. Rejects with RequestFailure, or with the signal's reason. */
export type Ask = (question: Question) => Promise<Answer>;

/** How polling goes, for the person and for the other tabs. */
export interface FeedStatus {
  line: LineStatus;
  /** Whether the server holds our polls until there is news. */
  isHolding: boolean;
  /** What is new comes by one answer that goes on, and not by polls. */
  isStreaming?: boolean | undefined;
  /** How long they are held at most. */
  holdMs: number;
  /** From one poll to the next, while they are not held. */
  intervalMs: number;
  /** Polls made since `sinceMs`, by whichever tab. */
  requests: number;
  sinceMs: number;
}
