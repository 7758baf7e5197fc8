// Who comes here may come to those, too: the build makes one file of both doors.
import '../mail/door.ts';
import { lazy } from '../../kit/parts/lazy.ts';

export { DeadEnd } from './lazy-dead-end.ts';

const load = () => import('./entry.ts');

/** The page of who is not logged in. */
export const Outside = lazy(load, ({ Outside }) => Outside);

/** What those see who are: an invite, a chat that they are not in, and why there is nothing to see. */
export const Join = lazy(load, ({ Join }) => Join);
export const Outsider = lazy(load, ({ Outsider }) => Outsider);
