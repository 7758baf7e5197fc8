import type { Logger } from 'pino';
import { WaitingLine } from '../http/limits/waiting-line.ts';
import type { Metrics } from '../process/metrics.ts';
import { atOnce, Line, type Push, type Sender } from './post.ts';
import type { Subscription } from './queries.ts';
import { type PushService, serviceOf } from './services.ts';

/**
 * What became of a push: it is with the service; the device is gone; the service will not have it; or it may be tried again, after as long as
 * the service asks for, null when it does not say.
 */
export type Outcome = { kind: 'sent' | 'gone' | 'refused' } | { kind: 'failed'; retryAfterMs: number | null };

/** For each service; beyond, a push counts as failed, and is tried again later. */
const maxWaiting = 2000;

interface Lane {
  service: PushService;
  line: Line;
  turns: WaitingLine;
  /** On the monotonic clock: until then the service asked to be left alone. */
  restsUntil: number;
}

export interface SendingNeeds {
  services: readonly PushService[];
  sender: Sender;
  logger: Logger;
  metrics: Pick<Metrics, 'pushes'>;
}

/** Pushes to their services, each with a lane of its own: one that is slow, or wants none for a while, holds up no other. */
export class Sending {
  readonly #lanes: Lane[];

  constructor(private readonly needs: SendingNeeds) {
    const { services, sender } = needs;
    this.#lanes = services.map((service) => ({
      service,
      line: new Line(service, sender),
      turns: new WaitingLine({ atOnce, maxWaiting }),
      restsUntil: 0,
    }));
  }

  get working(): number {
    return this.#lanes.reduce((sum, { turns }) => sum + turns.working, 0);
  }

  get waiting(): number {
    return this.#lanes.reduce((sum, { turns }) => sum + turns.waiting, 0);
  }

  /**
   * Never throws. `look` is asked when its turn has come, which may be some time later: null is not sent any more. The service is
   * looked for anew, as the setting may have changed since the device was named.
   */
  async send(subscription: Subscription, look: () => Promise<Push | null>): Promise<Outcome | null> {
    const { services, metrics } = this.needs;
    const service = serviceOf(subscription.endpoint, services);
    const lane = this.#lanes.find((each) => each.service === service);
    const outcome = lane ? await this.#inTurn(lane, subscription, look) : ({ kind: 'refused' } as const);
    if (outcome) metrics.pushes.add(outcome.kind);
    return outcome;
  }

  close(): void {
    for (const { line } of this.#lanes) line.close();
  }

  async #inTurn(
    lane: Lane,
    subscription: Subscription,
    look: () => Promise<Push | null>,
  ): Promise<Outcome | null> {
    const restMs = lane.restsUntil - performance.now();
    if (restMs > 0) return { kind: 'failed', retryAfterMs: restMs };
    try {
      return await lane.turns.run(async () => {
        const push = await look();
        return push && this.#outcomeOf(lane, await lane.line.post(subscription, push));
      });
    } catch (error) {
      // What is said of it names the service and the fault, never the address: who has that could be told from it.
      this.#complain(lane, { err: error });
      return { kind: 'failed', retryAfterMs: null };
    }
  }

  #outcomeOf(lane: Lane, { status, retryAfterMs }: { status: number; retryAfterMs: number | null }): Outcome {
    if (status >= 200 && status < 300) return { kind: 'sent' };
    // RFC 8030, section 7.3, and what services answer as well.
    if (status === 404 || status === 410) return { kind: 'gone' };
    if (status !== 429 && status < 500) {
      this.#complain(lane, { status });
      return { kind: 'refused' };
    }
    // 429 is of a device (section 8.4), 503 of the service.
    if (status === 503 && retryAfterMs !== null)
      lane.restsUntil = performance.now() + Math.min(retryAfterMs, maxRestMs);
    return { kind: 'failed', retryAfterMs };
  }

  #complain({ service }: Lane, said: object): void {
    this.needs.logger.warn({ service: service.name, ...said }, 'A push was not taken.');
  }
}

/** Whatever a service asks for. */
const maxRestMs = 3_600_000;
