import { lazy } from '../../kit/lazy.ts';

export const QuickSwitch = lazy(
  () => import('./quick-switch.ts'),
  ({ QuickSwitch }) => QuickSwitch,
);
