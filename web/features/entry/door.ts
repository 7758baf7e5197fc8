import { lazy } from '../../kit/lazy.ts';

/** The page of who is not logged in. */
export const Outside = lazy(() => import('./outside.ts').then((part) => part.Outside));

/** What those see who are: an invite, a chat that they are not in, and why there is nothing to see. */
export const Join = lazy(() => import('./join.ts').then((part) => part.Join));
export const Outsider = lazy(() => import('./outsider.ts').then((part) => part.Outsider));
export const Notice = lazy(() => import('./notice.ts').then((part) => part.Notice));
