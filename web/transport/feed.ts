import { RequestFailure } from '../failure.ts';
import type { FeedEvent, FeedPage } from '../wire.ts';
import { type Cut, type Ladder, type Outcome, type Rung, startLadder, step } from './ladder.ts';
import type { Pause } from './pause.ts';
import type { OpenTabs, Tabs } from './tabs.ts';
import type { Answer, Ask, FeedStatus, LineStatus } from './transport.ts';
import { wakeup } from './wakeups.ts';

export interface FeedOptions {
  interval: Ask;
  longPoll: Ask;
  openTabs: OpenTabs;
  pause: Pause;
  wakeups: EventTarget;
  /** Unix milliseconds. */
  now(): number;
  random(): number;
  /** Nobody is looking. */
  isHidden(): boolean;
  /** Where a proxy was found to cut, over reloads. */
  cuts: { read(): Cut | null; keep(cut: Cut): void };
}

/** News in the order of the log. */
export interface News {
  events: readonly FeedEvent[];
  state: FeedPage['state'];
  /** They do not follow on what was told before: take a fresh snapshot, then apply these and what follows. */
  isFresh: boolean;
}

export interface FeedListener {
  /** Whose feed it is: tabs with the same name share one. */
  name: string;
  onNews(news: News): void;
  onStatus(status: FeedStatus): void;
  /** This tab polls for all from now on, until `leading` ends. */
  onLead(leading: AbortSignal): void;
  signal: AbortSignal;
}

/** News, and the places in the log between which they lie. */
interface Stretch extends Omit<News, 'isFresh'> {
  from: string | null;
  to: string;
}

interface Told extends Stretch {
  kind: 'told';
  ladder: Ladder;
  status: FeedStatus;
}

/** Between tabs: what the leading one heard, how its line is, and the question of a new one where things stand. */
type Word = Told | { kind: 'status'; status: FeedStatus } | { kind: 'hello' };

/** A plain poll under way that wakes anew is given this long; its connection may have died in our sleep. */
const freshMs = 1000;

/** Follows the log for one person, on whichever rung of the ladder, once for all their tabs. */
export class Feed {
  #rung: Rung;
  #status: FeedStatus;
  #cursor: string | null = null;
  #isLeading = false;
  /** Told by another tab before our own first answer, which may be older; null: that time is over. */
  #early: Told[] | null = [];
  readonly #tabs: Tabs<Word>;

  constructor(
    private readonly options: FeedOptions,
    private readonly listener: FeedListener,
  ) {
    const ladder = startLadder(options.cuts.read());
    this.#rung = { ladder, pauseMs: 0, isWakeable: true };
    const { intervalMs } = ladder;
    this.#status = {
      line: 'up',
      isHolding: false,
      holdMs: 0,
      intervalMs,
      requests: 0,
      sinceMs: options.now(),
    };
    this.#tabs = options.openTabs<Word>(listener.name, (word) => this.#hear(word), listener.signal);
  }

  /** Runs until the listener's signal ends it, or the token is refused. */
  async run(): Promise<void> {
    const { signal } = this.listener;
    // Before the first poll: what others hear from now on is told to us, so nothing lies between that and our cursor.
    this.#tabs.tell({ kind: 'hello' });
    await this.#poll(signal, () => this.#cursor === null);
    this.#catchUp();
    await this.#tabs.lead((leading) => this.#lead(leading), signal);
  }

  /** Our first poll came after the start of what we were told, so the one follows on the other. */
  #catchUp(): void {
    const early = this.#early ?? [];
    this.#early = null;
    if (early[0]) this.#cursor = early[0].from;
    for (const told of early) this.#take(told);
  }

  async #lead(signal: AbortSignal): Promise<void> {
    this.#isLeading = true;
    this.listener.onLead(signal);
    try {
      await this.#poll(signal, () => true);
    } finally {
      this.#isLeading = false;
    }
  }

  /** One poll after the other, never two at a time. */
  async #poll(signal: AbortSignal, goesOn: () => boolean): Promise<void> {
    const { pause } = this.options;
    while (goesOn() && !signal.aborted) {
      const { pauseMs, isWakeable } = this.#rung;
      // Not even a timer when there is nothing to wait for: those of hidden pages come late.
      if (pauseMs > 0) await pause(pauseMs, { signal, isWakeable });
      if (signal.aborted) return;
      const outcome = await this.#ask(signal);
      if (outcome === 'refused') return;
      this.#climb(outcome);
    }
  }

  async #ask(signal: AbortSignal): Promise<Outcome | 'refused'> {
    const { interval, longPoll, now, wakeups } = this.options;
    const { waitMs } = this.#rung.ladder;
    const startedAt = now();
    const tookMs = () => Math.max(0, now() - startedAt);
    const over = new AbortController();
    const onWakeup = () => (waitMs > 0 || tookMs() > freshMs) && over.abort();
    wakeups.addEventListener(wakeup, onWakeup, { signal: over.signal });
    this.#show({ requests: this.#status.requests + 1 });
    try {
      const ask = waitMs > 0 ? longPoll : interval;
      const asking = AbortSignal.any([signal, over.signal]);
      const cursor = this.#cursor;
      const answer = await ask({ cursor, waitMs, signal: asking });
      if (!signal.aborted) this.#receive(answer);
      const { isEmpty, ...told } = describe(answer);
      // The first answer brings no news by its nature, which does not mean that nobody talks.
      return { kind: 'answered', tookMs: tookMs(), isEmpty: isEmpty && cursor !== null, ...told };
    } catch (error) {
      if (signal.aborted || over.signal.aborted) return { kind: 'ended', tookMs: tookMs() };
      if (!(error instanceof RequestFailure)) throw error;
      return this.#fail(error, tookMs());
    } finally {
      over.abort();
    }
  }

  #fail({ status, retryAfterMs }: RequestFailure, tookMs: number): Outcome | 'refused' {
    if (status === 401) return 'refused';
    if (this.#cursor !== null && (status === 410 || status === 400)) {
      // Pruned, or of another database: from a fresh snapshot on.
      this.#cursor = null;
      return { kind: 'ended', tookMs };
    }
    return { kind: 'failed', tookMs, retryAfterMs };
  }

  #climb(outcome: Outcome): void {
    const { now, random, isHidden, cuts } = this.options;
    const before = this.#rung.ladder;
    const circumstances = { nowMs: now(), random: random(), isHidden: isHidden() };
    this.#rung = step(before, outcome, circumstances);
    const { ladder } = this.#rung;
    if (ladder.cut && ladder.cut !== before.cut) cuts.keep(ladder.cut);
    this.#show({
      line: lineAfter(outcome, before) ?? this.#status.line,
      isHolding: ladder.isHolding,
      holdMs: ladder.waitMs || this.#status.holdMs,
      intervalMs: ladder.intervalMs,
    });
  }

  #receive(answer: Answer): void {
    if (!answer) return;
    const { events, state, cursor: to } = answer;
    const stretch = { from: this.#cursor, to, events, state };
    if (this.#isLeading) this.#tell(stretch);
    this.#take(stretch);
  }

  #take({ from, to, events, state }: Stretch): void {
    const isFresh = from === null || from !== this.#cursor;
    this.#cursor = to;
    this.listener.onNews({ events, state, isFresh });
  }

  #tell(stretch: Stretch): void {
    this.#tabs.tell({ kind: 'told', ...stretch, ladder: this.#rung.ladder, status: this.#status });
  }

  #hear(word: Word): void {
    if (word.kind === 'hello') {
      const place = this.#cursor;
      if (this.#isLeading && place !== null) this.#tell({ from: place, to: place, events: [], state: {} });
      return;
    }
    if (this.#isLeading) return;
    this.#status = word.status;
    this.listener.onStatus(word.status);
    if (word.kind === 'status') return;
    // Whoever leads next goes on from the same rung, beginning with a plain poll.
    this.#rung = { ladder: { ...word.ladder, waitMs: 0 }, pauseMs: 0, isWakeable: true };
    if (this.#early) this.#early.push(word);
    else this.#take(word);
  }

  #show(changes: Partial<FeedStatus>): void {
    this.#status = { ...this.#status, ...changes };
    this.listener.onStatus(this.#status);
    if (this.#isLeading) this.#tabs.tell({ kind: 'status', status: this.#status });
  }
}

function describe(answer: Answer) {
  if (!answer) return { isEmpty: true, hasMore: false, advice: null };
  const { events, state, has_more: hasMore, poll: advice } = answer;
  // An answer without news that only says where to go on is no sign of quiet, nor of a proxy that ends holds at once.
  const isEmpty = events.length === 0 && Object.keys(state).length === 0 && !hasMore;
  return { isEmpty, hasMore, advice };
}

/** A hold that died says nothing yet, the plain poll after it does. */
function lineAfter(outcome: Outcome, { waitMs }: Ladder): LineStatus | null {
  if (outcome.kind === 'answered') return 'up';
  if (outcome.kind === 'ended' || waitMs > 0) return null;
  return outcome.retryAfterMs === null ? 'unreachable' : 'busy';
}
