import { lazy } from '../../kit/parts/lazy.ts';

export const Settings = lazy(
  () => import('./settings.ts'),
  ({ Settings }) => Settings,
);
export const LogOutQuestion = lazy(
  () => import('./settings.ts'),
  ({ LogOutQuestion }) => LogOutQuestion,
);
