import { counted } from './format.ts';

/** How long, in whole hours or days. */
function lasting(seconds: number): string {
  return seconds < 2 * 86_400
    ? counted(Math.round(seconds / 3600), 'hour', 'hours')
    : counted(Math.round(seconds / 86_400), 'day', 'days');
}

/** The words of what disappears in a chat, in its head and in its talk. */
export const disappearingWords = {
  mark: (seconds: number) => `Messages disappear after ${lasting(seconds)}`,
  short: lasting,
  set: (name: string, seconds: number | null) =>
    seconds === null
      ? `${name} lets messages stay from now on`
      : `${name} lets messages disappear after ${lasting(seconds)}`,
};
