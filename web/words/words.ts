import type { RequestFailure } from '../net/failure.ts';
import { counted } from './format.ts';

/**
 * What is said wherever one is. The other files here hold the words of one part of the page each, so that they are fetched with it.
 * Together they are every word that a person reads, with three exceptions: the page's own <noscript>, offline.html, and the
 * server's sentences about a form's fields, which are written for people.
 */
export const words = {
  product: 'Holdline',

  title: (page: string) => `${page} · Holdline`,

  unreadTitle: (count: number, title: string) => `(${count}) ${title}`,

  logOut: 'Log out',

  settings: (name: string) => `${name}: settings`,

  part: {
    failed: 'This part of the page could not be loaded. Trying again by itself …',
    broken: 'Something on this part of the page went wrong.',
    again: 'Try again',
    reload: 'Reload',
  },

  line: {
    unreachable: 'The server can’t be reached. Trying again by itself …',
    busy: 'The server is busy. Trying again by itself …',
    lost: 'The news could not be read. Starting anew by itself …',
    tryNow: 'Try now',
  },

  failed: 'That did not work.',

  /** What went wrong, for someone who asked for something and did not get it. Never the error itself. */
  failure: (failure: RequestFailure): string => {
    if (failure.status === 0) return 'The server can’t be reached. Check your connection and try again.';
    if (failure.status === 429 || failure.status === 503) return words.tryAgainIn(failure.retryAfterMs);
    if (failure.status === 401) return 'Please log in again.';
    if (failure.code === 'blocked') return 'You can’t reach this person.';
    if (failure.code === 'blocked_by_you')
      return 'You have blocked this person. In the settings you can lift it.';
    if (failure.status === 403) return 'You are not allowed to do that.';
    if (failure.status === 404) return 'This is no longer there.';
    if (failure.status === 413) return 'That is too much at once.';
    if (failure.status >= 500) return 'Something went wrong on our side. Try again in a moment.';
    return 'That did not work.';
  },

  tryAgainIn: (ms: number | null): string => {
    if (ms === null) return 'The server needs a pause. Try again in a moment.';
    if (ms < 90_000)
      return `The server needs a pause. Try again in ${counted(Math.max(1, Math.ceil(ms / 1000)), 'second', 'seconds')}.`;
    return `The server needs a pause. Try again in ${Math.ceil(ms / 60_000)} minutes.`;
  },
};
