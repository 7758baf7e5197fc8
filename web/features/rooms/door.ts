import { lazy } from '../../kit/lazy.ts';

export const Rooms = lazy(
  () => import('./rooms.ts'),
  ({ Rooms }) => Rooms,
);
