import { lazy } from '../../kit/parts/lazy.ts';

const load = () => import('./entry.ts');

/** The page of who is not logged in. */
export const Outside = lazy(load, ({ Outside }) => Outside);

/** What those see who are: an invite, a chat that they are not in, and why there is nothing to see. */
export const Join = lazy(load, ({ Join }) => Join);
export const Outsider = lazy(load, ({ Outsider }) => Outsider);
/** Seldom come to, so it is no part of the rest. */
export const DeadEnd = lazy(
  () => import('./dead-end.ts'),
  ({ DeadEnd }) => DeadEnd,
);
