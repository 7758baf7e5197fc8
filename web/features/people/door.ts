import { lazy } from '../../kit/lazy.ts';

export const People = lazy(
  () => import('./people.ts'),
  ({ People }) => People,
);
