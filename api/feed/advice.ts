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
