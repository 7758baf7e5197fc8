import { html } from 'htm/preact';
import { lazy } from '../../kit/parts/lazy.ts';

export const EmojiPicker = lazy(
  () => import('./emoji.ts'),
  ({ EmojiPicker }) => EmojiPicker,
  // As high, so that the menu stands where it will.
  () => html`<div class="emoji-picker"></div>`,
);
