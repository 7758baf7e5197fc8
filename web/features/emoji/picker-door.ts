import { html } from 'htm/preact';
import type { TargetedInputEvent } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { lazy } from '../../kit/parts/lazy.ts';
import type { EmojiPickerProps } from './emoji-picker.ts';

export const EmojiPicker = lazy(
  () => import('./emoji.ts'),
  ({ EmojiPicker }) => EmojiPicker,
  EarlyPicker,
);

/** Takes the focus and the keys meanwhile, and raises no keyboard. As high, so that the menu stands where it will. */
function EarlyPicker({ typed }: EmojiPickerProps) {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  return html`
    <div class="emoji-picker">
      <input
        class="visually-hidden"
        ref=${field}
        aria-hidden="true"
        inputmode="none"
        onInput=${(event: TargetedInputEvent<HTMLInputElement>) => {
          if (typed) typed.current = event.currentTarget.value;
        }}
      />
    </div>
  `;
}
