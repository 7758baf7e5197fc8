import { lazy } from '../../kit/parts/lazy.ts';

/** Only where more is unread than fits in view. */
export const UnreadBar = lazy(
  () => import('./unread-bar.ts'),
  ({ UnreadBar }) => UnreadBar,
);
