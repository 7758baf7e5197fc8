import { lazy } from '../../kit/parts/lazy.ts';

/** The page of who is not logged in. */
export const Outside = lazy(
  () => import('./entry.ts'),
  ({ Outside }) => Outside,
);
