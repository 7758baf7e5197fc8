import { lazy } from '../../kit/parts/lazy.ts';

export { MessageTools } from './message-tools.ts';

export const EditForm = lazy(
  () => import('./message.ts'),
  ({ EditForm }) => EditForm,
);
export const LongPress = lazy(
  () => import('./message.ts'),
  ({ LongPress }) => LongPress,
);
export const Reactions = lazy(
  () => import('./message.ts'),
  ({ Reactions }) => Reactions,
);
