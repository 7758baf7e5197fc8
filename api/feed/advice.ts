import { randomInt } from 'node:crypto';
import type { Config } from '../process/config.ts';
import type { PollAdvice } from './schemas.ts';

/** How clients are advised to go on, as JSON that is made once. */
export interface Advice {
  long: string;
  /** To whom may not hold, over a cap. */
  interval: string;
  /** To clients of a node that goes away. */
  after(retryS: number): string;
}

export function adviceFor({ pollIntervalMs }: Pick<Config, 'pollIntervalMs'>): Advice {
  const say = (mode: PollAdvice['mode'], retry = 0): string => {
    const advice: PollAdvice = { mode, wait: 25, interval: pollIntervalMs / 1000, retry };
    return JSON.stringify(advice);
  };
  return { long: say('long'), interval: say('interval'), after: (retryS) => say('long', retryS) };
}

/** The clients of a node that goes away, or of streams that end together, are spread out over the others, and over time. */
const maxRetryS = 5;

/** How long one of them is to stay away, in seconds. */
export function randomRetryS(): number {
  return randomInt(1, maxRetryS + 1);
}
