import { lazy } from '../../kit/parts/lazy.ts';

export const EmojiDialog = lazy(
  () => import('./emoji.ts'),
  ({ EmojiDialog }) => EmojiDialog,
);
export const EmojiNames = lazy(
  () => import('./emoji.ts'),
  ({ EmojiNames }) => EmojiNames,
  undefined,
  // Whoever types on has lost nothing.
  () => null,
);
