import { fetchPart } from '../net/fetch-part.ts';

/** What goes back to what was said before, by whoever does. Rejects where `fetchPart` does. */
export const loadPast = () => fetchPart(() => import('./past.ts'));

/** What sends, with the first message of one's own. Rejects where `fetchPart` does. */
export const loadSending = async () => (await fetchPart(() => import('./sending.ts'))).sendWaiting;

/** What takes off the page what disappears, once something does. Rejects where `fetchPart` does. */
export const loadExpiries = async () => (await fetchPart(() => import('./expiries.ts'))).followExpiries;
