import { lazy } from '../../kit/lazy.ts';

export const Broadcasts = lazy(() => import('./broadcasts.ts').then((part) => part.Broadcasts));
