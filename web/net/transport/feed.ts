import type { Pause } from '../../browser/pause.ts';
import { hiding, wakeup } from '../../browser/wakeups.ts';
import { backoffMs } from '../backoff.ts';
import { RequestFailure } from '../failure.ts';
import { type Cut, type Outcome, type Rung, startLadder, step } from './ladder.ts';
import type { OpenTabs, Tabs } from './tabs.ts';
import { checkPage, describe, lineAfter, type News, type Stretch, type Told, type Word } from './told.ts';
import type { Answer, Ask, FeedStatus } from './transport.ts';

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
  /** Whether polls are held while nobody is looking. Without Web Locks not: each held one takes one of a browser's six connections. */
  holdsHidden: boolean;
  /** Where a proxy was found to cut, over reloads. */
  cuts: { read(): Cut | null; keep(cut: Cut): void };
}

export interface FeedListener {
  /** Whose feed it is: tabs with the same name share one. */
  name: string;
  onNews(news: News): void;
  onStatus(status: FeedStatus): void;
  /** This tab polls for all from now on, until `leading` ends. */
  onLead(leading: AbortSignal): void;
  /** What came could not be read or applied; the feed begins anew. For those who mend the page. */
  onFault(error: unknown): void;
  signal: AbortSignal;
}

/** A plain poll under way that wakes anew is given this long; its connection may have died in our sleep. */
const freshMs = 1000;
/** After that long without another one a fault counts as the first again. */
const forgiveMs = 5 * 60_000;

/** Follows the log for one person, on whichever rung of the ladder, once for all their tabs. */
export class Feed {
  #rung: Rung;
  #status: FeedStatus;
  #cursor: string | null = null;
  #isLeading = false;
  /** What could not be read or applied, so many times in a row, and when last. */
  #lost = { times: 0, atMs: Number.NEGATIVE_INFINITY };
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
    try {
      await this.#tabs.lead((leading) => this.#lead(leading), signal);
    } catch (error) {
      // The browser would not let the tabs agree: then each goes on by itself.
      this.listener.onFault(error);
      await this.#lead(signal);
    }
  }

  /** Our first poll came after the start of what we were told, so the one follows on the other. */
  #catchUp(): void {
    const early = this.#early ?? [];
    this.#early = null;
    if (early[0]) this.#cursor = early[0].from;
    for (const told of early) this.#takeTold(told);
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
    // Nobody looks any more since the last answer.
    if (!this.#mayHold()) this.#rung.ladder = { ...this.#rung.ladder, waitMs: 0 };
    const { waitMs } = this.#rung.ladder;
    const startedAt = now();
    const tookMs = () => Math.max(0, now() - startedAt);
    const over = new AbortController();
    const onWakeup = () => (waitMs > 0 || tookMs() > freshMs) && over.abort();
    wakeups.addEventListener(wakeup, onWakeup, { signal: over.signal });
    const onHiding = () => waitMs > 0 && !this.#mayHold() && over.abort();
    wakeups.addEventListener(hiding, onHiding, { signal: over.signal });
    this.#show({ requests: this.#status.requests + 1 });
    try {
      const ask = waitMs > 0 ? longPoll : interval;
      const asking = AbortSignal.any([signal, over.signal]);
      const cursor = this.#cursor;
      const answer = checkPage(await ask({ cursor, waitMs, signal: asking }));
      if (!signal.aborted) this.#receive(answer);
      return { kind: 'answered', tookMs: tookMs(), ...describe(answer, cursor) };
    } catch (error) {
      if (signal.aborted || over.signal.aborted) return { kind: 'ended', tookMs: tookMs() };
      if (!(error instanceof RequestFailure))
        return { kind: 'lost', tookMs: tookMs(), times: this.#lose(error) };
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

  /** What came is of no use, and what is shown may be half of it: from a fresh snapshot on. Tells the how manieth time. */
  #lose(error: unknown): number {
    this.listener.onFault(error);
    const { now } = this.options;
    const times = now() - this.#lost.atMs < forgiveMs ? this.#lost.times + 1 : 1;
    this.#lost = { times, atMs: now() };
    this.#cursor = null;
    return times;
  }

  #mayHold(): boolean {
    const { holdsHidden, isHidden } = this.options;
    return holdsHidden || !isHidden();
  }

  #climb(outcome: Outcome): void {
    const { now, random, isHidden, cuts } = this.options;
    const before = this.#rung.ladder;
    const mayHold = this.#mayHold();
    const circumstances = { nowMs: now(), random: random(), isHidden: isHidden(), mayHold };
    this.#rung = step(before, outcome, circumstances);
    const { ladder } = this.#rung;
    if (ladder.cut && ladder.cut !== before.cut) cuts.keep(ladder.cut);
    this.#show({
      line: lineAfter(outcome, before) ?? this.#status.line,
      isHolding: ladder.isHolding && mayHold,
      holdMs: ladder.waitMs || this.#status.holdMs,
      intervalMs: ladder.intervalMs,
    });
  }

  #receive(answer: Answer): void {
    if (!answer) return;
    const { events, state, cursor: to } = answer;
    this.#status.isStreaming = answer.isStreamed;
    if (answer.isStreamed) this.#status.requests--;
    const stretch = { from: this.#cursor, to, events, state };
    if (this.#isLeading) this.#tell(stretch);
    this.#take(stretch);
  }

  #take({ from, to, events, state }: Stretch): void {
    const isFresh = from === null || from !== this.#cursor;
    this.#cursor = to;
    this.listener.onNews({ events, state, isFresh });
  }

  /** As `#take`, of what another tab leads in; where that fails, that one tells anew where things stand. */
  #takeTold(told: Told): void {
    try {
      this.#take(told);
    } catch (error) {
      const times = this.#lose(error);
      this.#status = { ...this.#status, line: 'lost' };
      this.listener.onStatus(this.#status);
      const { pause, random } = this.options;
      const { signal } = this.listener;
      const pauseMs = backoffMs({ failures: times + 1, retryAfterMs: null, random: random() });
      void pause(pauseMs, { signal }).then(() => this.#tabs.tell({ kind: 'hello' }));
    }
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
    else this.#takeTold(word);
  }

  #show(changes: Partial<FeedStatus>): void {
    this.#status = { ...this.#status, ...changes };
    this.listener.onStatus(this.#status);
    if (this.#isLeading) this.#tabs.tell({ kind: 'status', status: this.#status });
  }
}
