import { lazy } from '../../kit/parts/lazy.ts';

export const OwnReports = lazy(
  () => import('./reports.ts'),
  ({ OwnReports }) => OwnReports,
);
