import { lazy } from '../../kit/lazy.ts';

export const ChatDetails = lazy(
  () => import('./chat-details.ts'),
  ({ ChatDetails }) => ChatDetails,
);
