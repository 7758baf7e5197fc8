import { lazy } from '../../kit/parts/lazy.ts';

export { useLongPress } from './long-press.ts';
export { MessageTools } from './message-tools.ts';

export const EditForm = lazy(
  () => import('./message.ts'),
  ({ EditForm }) => EditForm,
);
export const Reactions = lazy(
  () => import('./message.ts'),
  ({ Reactions }) => Reactions,
);
