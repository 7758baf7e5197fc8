import { lazy } from '../../kit/parts/lazy.ts';

export const Broadcasts = lazy(
  () => import('./broadcasts.ts'),
  ({ Broadcasts }) => Broadcasts,
);
