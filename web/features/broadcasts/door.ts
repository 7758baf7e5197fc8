import { lazy } from '../../kit/lazy.ts';

export const Broadcasts = lazy(
  () => import('./broadcasts.ts'),
  ({ Broadcasts }) => Broadcasts,
);
