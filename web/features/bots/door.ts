import { lazy } from '../../kit/parts/lazy.ts';

export const Bots = lazy(
  () => import('./bots.ts'),
  ({ Bots }) => Bots,
);
