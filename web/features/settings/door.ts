import { lazy } from '../../kit/lazy.ts';

export const Settings = lazy(() => import('./settings.ts').then((part) => part.Settings));
export const LogOutQuestion = lazy(() => import('./log-out-question.ts').then((part) => part.LogOutQuestion));
