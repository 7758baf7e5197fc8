import type { Bus } from '../../api/bus/index.ts';
import type { Random } from './random.ts';

/** What a bus may do to what passes: all that its contract does not rule out, and more. */
export interface Unreliable {
  random: Random;
  /** Of all texts. */
  lostShare: number;
  /** Beyond the others, as late as this at most, so that the order changes too. */
  lateMs: number;
  /** Says what was said before once more, whatever has happened since. */
  repeat(): void;
}

/** A bus that loses, doubles, delays and mixes up what others say there; it says what came before again when it is told to. */
export function unreliable(
  bus: Bus,
  { random, lostShare, lateMs }: Omit<Unreliable, 'repeat'>,
): Bus & Pick<Unreliable, 'repeat'> {
  const heard: (() => void)[] = [];
  return {
    ...bus,
    get hasOthers() {
      return bus.hasOthers;
    },
    subscribe: (topic, listener) =>
      bus.subscribe(topic, (text) => {
        const hear = () => listener(text);
        heard.push(hear);
        if (random.chance(lostShare)) return;
        for (const _time of random.chance(0.3) ? [1, 2] : [1]) setTimeout(hear, random.below(lateMs));
      }),
    repeat() {
      for (const hear of heard) hear();
    },
  };
}
