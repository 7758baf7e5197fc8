import { RequestFailure } from '../failure.ts';
import { type LineOptions, StreamLine } from './stream-line.ts';
import { mayStream, type StreamOutcome, startStreamRung, stepStream } from './stream-rung.ts';
import type { Ask } from './transport.ts';

export interface StreamOptions extends LineOptions {
  longPoll: Ask;
  /** Until when no stream is to be tried, in Unix milliseconds, over reloads. */
  kept: { read(): number; keep(notBeforeMs: number): void };
  /** Unix milliseconds. */
  now(): number;
}

/** What a poll would mean for everything else on the ladder: the token, the cursor. */
const forTheFeed = [400, 401, 410];

/**
 * The rung above held polls, with their face: where it may, each question is answered by what came next of one stream, and else by a
 * held poll. Nothing is lost or doubled in between, as both go on from the place that is asked from.
 */
export function createStream({ longPoll, kept, now, ...lineOptions }: StreamOptions): Ask {
  let rung = startStreamRung(kept.read());
  let line: StreamLine | null = null;
  let openedAtMs = 0;

  const step = (outcome: StreamOutcome) => {
    const before = rung.notBeforeMs;
    rung = stepStream(rung, outcome, now());
    if (rung.notBeforeMs !== before) kept.keep(rung.notBeforeMs);
  };
  const poll: Ask = async (question) => {
    let outcome: StreamOutcome = { kind: 'failed' };
    try {
      const answer = await longPoll(question);
      outcome = { kind: 'held' };
      return answer;
    } finally {
      step(outcome);
    }
  };
  const leave = () => {
    line?.close();
    line = null;
  };

  return async function ask(question) {
    if (line?.isClosed || line?.at !== question.cursor) leave();
    const isNew = line === null;
    if (isNew && (question.cursor === null || !mayStream(rung, { ...question, nowMs: now() }))) {
      return poll(question);
    }
    if (isNew) openedAtMs = now();
    const reading = line ?? new StreamLine(question.cursor, lineOptions);
    line = reading;
    try {
      const page = await reading.next(question);
      // The first counts as a request, what comes of the same stream as none.
      if (page) return isNew ? page : { ...page, isStreamed: true };
      const ended = { kind: 'ended', livedMs: now() - openedAtMs, isTold: reading.isTold } as const;
      step(reading.isProven ? ended : { kind: 'gathered' });
    } catch (error) {
      leave();
      const isRefused = error instanceof RequestFailure && isNew && !forTheFeed.includes(error.status);
      if (!isRefused) throw error;
      step({ kind: 'refused', retryAfterMs: error.retryAfterMs });
    }
    leave();
    return ask(question);
  };
}
