import { lazy } from '../../kit/parts/lazy.ts';

/** The page of who is not logged in. */
export const Outside = lazy(
  () => import('./entry.ts'),
  ({ Outside }) => Outside,
);

/** What those see who are: an invite, a chat that they are not in, and why there is nothing to see. */
export const Join = lazy(
  () => import('./entry.ts'),
  ({ Join }) => Join,
);
export const Outsider = lazy(
  () => import('./entry.ts'),
  ({ Outsider }) => Outsider,
);
export const DeadEnd = lazy(
  () => import('./entry.ts'),
  ({ DeadEnd }) => DeadEnd,
);
