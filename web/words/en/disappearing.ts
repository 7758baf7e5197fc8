import { counted } from './format.ts';

/** How long, in whole hours or days. */
function lasting(seconds: number): string {
  return seconds < 2 * 86_400 && seconds !== 86_400
    ? counted(Math.round(seconds / 3600), 'hour', 'hours')
    : counted(Math.round(seconds / 86_400), 'day', 'days');
}

/** The words of what disappears in a chat, in its head and in its talk. */
export const disappearingWords = {
  mark: (seconds: number) => `Messages disappear after ${lasting(seconds)}`,
  short: lasting,
  /** By oneself, where there is no name. */
  set: (name: string | null, seconds: number | null) => {
    const who = name === null ? 'You let' : `${name} lets`;
    return seconds === null
      ? `${who} messages stay from now on`
      : `${who} messages disappear after ${lasting(seconds)}`;
  },
};
