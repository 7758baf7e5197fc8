import type { LogEvent } from '../log/event.ts';
import type { Place } from '../log/place.ts';
import type { Services } from '../services.ts';
import type { Endings } from './endings.ts';
import { longestTtlS, type Notice } from './judge.ts';
import type { Subscription } from './queries.ts';
import type { Outcome, Sending } from './send.ts';
import { showsAll } from './services.ts';
import { Told } from './told.ts';
import { Unfinished } from './unfinished.ts';

/** What was said while no node was there to tell of it is no news an hour later. */
const maxAgeMs = 3_600_000;
/** Whoever is online is told by their page. Longer than it takes to notice that a page is gone (presence/): a phone in a pocket says no word. */
const onlineMs = 90_000;
/** Until each further try, where the service does not say; and however much it says, so late is the last. */
const patiencesMs = [10_000, 60_000, 300_000];
const longestPatienceMs = 900_000;
/** A push that has waited so long for its turn is looked at anew before it goes: the message may have been read or taken back. */
const freshMs = 1000;
/** Beyond, those who are online are told by their pages alone. */
const maxWaiting = 20_000;

/** Somebody who may have to be told later. */
interface Waiting {
  event: LogEvent;
  userId: number;
  uri: string;
  messageId: number;
  /** On the monotonic clock: not before; and when nothing is to be told any more. */
  dueMs: number;
  untilMs: number;
  /** As long as they are online nothing is sent. */
  isForPage: boolean;
  /** Of one device alone, where it was tried before, and how often. */
  again: { subscriptionId: number; tries: number } | null;
  done(): void;
}

interface Needs extends Pick<Services, 'clock' | 'metrics'> {
  presence: Pick<Services['presence'], 'isOnline'>;
  sending: Pick<Sending, 'send'>;
  devices: Devices;
  /** What judge.ts says, as of now. */
  judge(events: readonly LogEvent[], only?: readonly number[]): Promise<Notice[]>;
  /** What endings.ts says. */
  endingsIn(events: readonly LogEvent[], told: Told): Promise<Endings>;
  /** That this node is the one that sends. */
  isHeld(): boolean;
  onFailure(error: unknown): void;
}

/** What is kept of devices. */
export interface Devices {
  of(userIds: readonly number[]): Promise<Subscription[]>;
  /** These are gone. */
  drop(ids: readonly number[]): Promise<void>;
  /** Those of these people whose log-in has ended. */
  dropEnded(userIds: readonly number[]): Promise<void>;
}

/** Tells people on their devices of what the log says, on the one node that does so; what of it is under way is in memory, and begins anew elsewhere. */
export class Telling {
  readonly #told = new Told();
  readonly #unfinished = new Unfinished();
  readonly #waiting = new Map<string, Waiting>();

  constructor(private readonly needs: Needs) {}

  /** Up to where in the log all is told, when it was taken up to `end`. */
  doneTo(end: Place): Place {
    return this.#unfinished.doneTo(end);
  }

  /** The next events, which begin at `at`. Resolves when it is known whom they are told to: nobody waits for push services. */
  async take(events: readonly LogEvent[], at: Place): Promise<void> {
    const { clock, devices, judge, endingsIn } = this.needs;
    const since = clock.now() - maxAgeMs;
    const said = events.filter(({ type, createdAt }) => type === 'message.created' && createdAt > since);
    const notices = said.length > 0 ? await judge(said) : [];
    const nowMs = clock.monotonic();
    const isNews = ({ isCalled, userId, uri }: Notice) => isCalled || !this.#told.isFresh(userId, uri, nowMs);
    const [later, atOnce] = split(onePerChat(notices).filter(isNews), ({ userId }) =>
      this.needs.presence.isOnline(userId),
    );
    for (const notice of later) this.#leaveToPage(notice, at);
    await this.#send(atOnce.map((notice) => ({ notice, again: null, done: this.#unfinished.begin(at) })));

    const { read, loggedOut } = await endingsIn(events, this.#told);
    for (const { userId, uri, upTo } of read) this.#forget(userId, uri, upTo);
    await this.#close(read.filter(({ userId, uri, upTo }) => this.#told.take(userId, uri, upTo)));
    if (loggedOut.length > 0) await devices.dropEnded(loggedOut);
  }

  /** Looks at those who were to be told later. To be called about once a second, and not again before it has resolved. */
  async lookAgain(): Promise<void> {
    const nowMs = this.needs.clock.monotonic();
    const due: Waiting[] = [];
    for (const [key, each] of this.#waiting) {
      if (each.untilMs <= nowMs) this.#drop(key);
      else if (each.dueMs <= nowMs && !(each.isForPage && this.needs.presence.isOnline(each.userId))) {
        this.#waiting.delete(key);
        due.push(each);
      }
    }
    if (due.length === 0) return;
    const events = [...new Set(due.map(({ event }) => event))];
    const notices = await this.needs.judge(events, [...new Set(due.map(({ userId }) => userId))]);
    const wanted = new Map(notices.map((notice) => [`${notice.userId} ${notice.messageId}`, notice]));
    await this.#send(
      due.flatMap(({ userId, messageId, again, done }) => {
        const notice = wanted.get(`${userId} ${messageId}`);
        if (notice) return [{ notice, again, done }];
        done();
        return [];
      }),
    );
  }

  #leaveToPage({ event, userId, uri, messageId }: Notice, at: Place): void {
    const key = `${userId} ${uri}`;
    this.#drop(key);
    if (this.#waiting.size >= maxWaiting) return;
    const nowMs = this.needs.clock.monotonic();
    const done = this.#unfinished.begin(at);
    const times = { dueMs: nowMs, untilMs: nowMs + onlineMs };
    this.#waiting.set(key, { event, userId, uri, messageId, ...times, isForPage: true, again: null, done });
  }

  #drop(key: string): void {
    this.#waiting.get(key)?.done();
    this.#waiting.delete(key);
  }

  /** They have read, or may read, no further: whoever waits to tell them of it need not. */
  #forget(userId: number, uri: string, upTo: number): void {
    const waiting = this.#waiting.get(`${userId} ${uri}`);
    if (waiting && waiting.messageId <= upTo) this.#drop(`${userId} ${uri}`);
  }

  async #send(
    tellings: readonly Pick<Waiting & { notice: Notice }, 'notice' | 'again' | 'done'>[],
  ): Promise<void> {
    if (tellings.length === 0) return;
    const devices = await this.needs.devices.of([...new Set(tellings.map(({ notice }) => notice.userId))]);
    const atMs = this.needs.clock.monotonic();
    for (const { notice, again, done } of tellings) {
      const its = devices.filter(
        ({ id, userId }) => userId === notice.userId && (again === null || again.subscriptionId === id),
      );
      this.#told.note(notice.userId, notice.uri, { messageId: notice.messageId, atMs });
      void Promise.all(its.map((device) => this.#deliver(device, notice, again?.tries ?? 0)))
        .catch(this.needs.onFailure)
        .finally(done);
    }
  }

  async #deliver(device: Subscription, notice: Notice, tries: number): Promise<void> {
    const askedAt = performance.now();
    const outcome = await this.needs.sending.send(device, async () => {
      if (!this.needs.isHeld()) return null;
      if (performance.now() - askedAt < freshMs) return notice.push;
      return (await this.needs.judge([notice.event], [notice.userId]))[0]?.push ?? null;
    });
    if (outcome?.kind === 'failed') this.#tryLater(device, notice, tries, outcome.retryAfterMs);
    else await this.#apply(device, outcome);
  }

  #tryLater(device: Subscription, notice: Notice, tries: number, retryAfterMs: number | null): void {
    const ownMs = patiencesMs[tries];
    const waitMs = retryAfterMs ?? ownMs ?? 0;
    if (ownMs === undefined || waitMs > longestPatienceMs || this.#waiting.size >= maxWaiting) {
      this.needs.metrics.pushes.add('given_up');
      return;
    }
    const { event, userId, uri, messageId } = notice;
    const dueMs = this.needs.clock.monotonic() + waitMs;
    const again = { subscriptionId: device.id, tries: tries + 1 };
    const times = { dueMs, untilMs: dueMs + longestPatienceMs };
    // Of this nothing is begun anew elsewhere: a service that is down for long would have all of it told twice.
    const waiting = { event, userId, uri, messageId, ...times, isForPage: false, again, done: () => {} };
    this.#waiting.set(`${device.id} again ${uri}`, waiting);
  }

  async #apply(device: Subscription, outcome: Outcome | null): Promise<void> {
    if (outcome?.kind === 'gone') await this.needs.devices.drop([device.id]);
  }

  /** Takes off their screens what is no news any more; tried once, as the page does so as well when it is opened. */
  async #close(read: readonly { userId: number; uri: string }[]): Promise<void> {
    if (read.length === 0) return;
    const devices = await this.needs.devices.of([...new Set(read.map(({ userId }) => userId))]);
    for (const { userId, uri } of read) {
      const push = { payload: { kind: 'read', chat: uri } as const, isUrgent: false, ttlS: longestTtlS };
      for (const device of devices) {
        if (device.userId !== userId || showsAll(device.endpoint)) continue;
        const look = async () => (this.needs.isHeld() ? push : null);
        void this.needs.sending
          .send(device, look)
          .then((outcome) => this.#apply(device, outcome))
          .catch(this.needs.onFailure);
      }
    }
  }
}

/** Of several messages of a chat to one person the newest that is for them, or the newest: one would take the other's place at once. */
function onePerChat(notices: readonly Notice[]): Notice[] {
  const chosen = new Map<string, Notice>();
  for (const notice of notices) {
    const key = `${notice.userId} ${notice.uri}`;
    if (notice.isCalled || !chosen.get(key)?.isCalled) chosen.set(key, notice);
  }
  return [...chosen.values()];
}

function split<T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}
