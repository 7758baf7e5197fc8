import { EarlyField } from '../../kit/forms/early-field.ts';
import { lazy } from '../../kit/parts/lazy.ts';

export const EmojiDialog = lazy(
  () => import('./emoji.ts'),
  ({ EmojiDialog }) => EmojiDialog,
  EarlyField,
);
export const EmojiNames = lazy(
  () => import('./emoji.ts'),
  ({ EmojiNames }) => EmojiNames,
  undefined,
  // Whoever types on has lost nothing.
  () => null,
);
