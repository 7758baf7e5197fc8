import { lazy } from '../components/lazy.ts';

/** Why there is nothing to see here; fetched when there is nothing. */
export const Notice = lazy(() => import('../panels/notice.ts').then((part) => part.Notice));
