import { lazy } from '../../kit/parts/lazy.ts';

/** Only where there is something to be read. */
export const ReadMarker = lazy(
  () => import('./read-marker.ts'),
  ({ ReadMarker }) => ReadMarker,
);
