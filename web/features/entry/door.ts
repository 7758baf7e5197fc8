import { lazy } from '../../kit/lazy.ts';

/** Why there is nothing to see here; fetched when there is nothing. */
export const Notice = lazy(() => import('./notice.ts').then((part) => part.Notice));
