import { lazy } from '../../kit/parts/lazy.ts';

export const ReportForm = lazy(
  () => import('./reports.ts'),
  ({ ReportForm }) => ReportForm,
);
