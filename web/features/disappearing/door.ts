import { lazy } from '../../kit/parts/lazy.ts';

/** Only where something disappears. */
export const TimeMark = lazy(
  () => import('./disappearing.ts'),
  ({ TimeMark }) => TimeMark,
);

export const TimeNotice = lazy(
  () => import('./disappearing.ts'),
  ({ TimeNotice }) => TimeNotice,
);
