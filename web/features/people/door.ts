import { lazy } from '../../kit/parts/lazy.ts';

export const People = lazy(
  () => import('./people.ts'),
  ({ People }) => People,
);
