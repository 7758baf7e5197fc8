// Apart from the door of who is outside: what both had would be a file of its own on every first load.
import { lazy } from '../../kit/parts/lazy.ts';

const load = () => import('./entry.ts');

/** What those see who are logged in: an invite, a chat that they are not in, and why there is nothing to see. */
export const Join = lazy(load, ({ Join }) => Join);
export const Outsider = lazy(load, ({ Outsider }) => Outsider);
export const DeadEnd = lazy(
  () => import('./dead-end.ts'),
  ({ DeadEnd }) => DeadEnd,
);
