/** Puts an emoji into a field in place of what stands there, as if it had been typed: whoever listens to the field hears of it, and the caret stands behind it. */
export function writeEmoji(field: HTMLTextAreaElement, emoji: string, from: number, to: number): void {
  field.setRangeText(emoji, from, to, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
