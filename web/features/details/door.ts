import { lazy } from '../../kit/parts/lazy.ts';

export const ChatDetails = lazy(
  () => import('./chat-details.ts'),
  ({ ChatDetails }) => ChatDetails,
);
