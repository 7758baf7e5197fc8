import { lazy } from '../../kit/parts/lazy.ts';

export const Staff = lazy(
  () => import('./staff.ts'),
  ({ Staff }) => Staff,
);
