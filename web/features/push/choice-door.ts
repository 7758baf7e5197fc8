import { lazy } from '../../kit/parts/lazy.ts';

export const PushChoice = lazy(
  () => import('./push.ts'),
  ({ PushChoice }) => PushChoice,
);
