import { lazy } from '../../kit/parts/lazy.ts';

export const Rooms = lazy(
  () => import('./rooms.ts'),
  ({ Rooms }) => Rooms,
);
