import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { WaitingLine } from '../http/limits/waiting-line.ts';
import type { Metrics } from '../process/metrics.ts';
import { LetterRefused, type Mailer, type Write } from './letter.ts';
import type { Smtp } from './smtp.ts';

/** Beyond, whoever asks is told to come again. */
const maxHeld = 1000;
const atOnce = 2;

/** Until each further try, a quarter of an hour in all: longer, and whoever waits has asked again. */
const patiencesMs = [5_000, 20_000, 60_000, 180_000, 300_000, 300_000];

/** At the end of the process, for those under way. */
const maxFarewellMs = 3000;

interface Needs {
  smtp: Pick<Smtp, 'send'>;
  logger: Logger;
  metrics: Pick<Metrics, 'mails'>;
  retryAfterMs?: readonly number[];
}

/**
 * Mails on their way out, in memory: a mail was promised to nobody, and one that is lost with the process is asked for again by one click. So
 * no address and no secret lies in a table, and none here either, as each letter is written when it is sent.
 */
export class Outbox implements Mailer {
  readonly #line = new WaitingLine({ atOnce, maxWaiting: maxHeld });
  readonly #held = new Set<Promise<void>>();
  readonly #end = new AbortController();

  constructor(private readonly needs: Needs) {}

  get working(): number {
    return this.#line.working;
  }

  /** For their turn, or for the next try. */
  get waiting(): number {
    return this.#held.size - this.working;
  }

  post(write: Write): boolean {
    if (this.#held.size >= maxHeld || this.#end.signal.aborted) return false;
    const carried = this.#carry(write).finally(() => this.#held.delete(carried));
    this.#held.add(carried);
    return true;
  }

  /** Lets those under way end, for three seconds at most; those that wait for another try are dropped. */
  async close(): Promise<void> {
    this.#end.abort();
    await Promise.race([Promise.all(this.#held), sleep(maxFarewellMs, undefined, { ref: false })]);
    if (this.#held.size > 0)
      this.needs.logger.warn({ mails: this.#held.size }, 'Mails were not sent any more.');
  }

  /** Never throws. */
  async #carry(write: Write): Promise<void> {
    const { smtp, logger, metrics, retryAfterMs = patiencesMs } = this.needs;
    for (const patienceMs of [...retryAfterMs, null]) {
      try {
        await this.#line.run(async () => {
          const letter = await write();
          if (!letter) return;
          await smtp.send(letter);
          metrics.mails.add('sent');
        });
        return;
      } catch (err) {
        const isLast = patienceMs === null || err instanceof LetterRefused || this.#end.signal.aborted;
        logger.warn(
          { err },
          isLast ? 'A mail was not sent.' : 'A mail could not be sent, and is tried again.',
        );
        if (isLast || !(await this.#pause(patienceMs))) return metrics.mails.add('failed');
      }
    }
  }

  /** False when the process ends meanwhile. */
  #pause(ms: number): Promise<boolean> {
    return sleep(ms, true, { signal: this.#end.signal, ref: false }).catch(() => false);
  }
}
