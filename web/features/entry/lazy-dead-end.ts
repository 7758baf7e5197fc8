import { lazy } from '../../kit/parts/lazy.ts';

/** Seldom come to, so it is no part of the way in. */
export const DeadEnd = lazy(
  () => import('./dead-end.ts'),
  ({ DeadEnd }) => DeadEnd,
);
