import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { TextField } from '../../kit/forms/text-field.ts';
import { messageWords } from '../../words/en/message.ts';

/** Any emoji that one's keyboard offers. */
export function EmojiForm({ onEmoji }: { onEmoji(emoji: string): void }) {
  const field = useRef<HTMLInputElement>(null);
  const [emoji, setEmoji] = useState('');
  useLayoutEffect(() => field.current?.focus(), []);
  const give = (event: SubmitEvent) => {
    event.preventDefault();
    if (emoji.trim() !== '') onEmoji(emoji.trim());
  };
  const { menu } = messageWords;
  return html`
    <form class="menu-form" onSubmit=${give}>
      <${TextField} label=${menu.emoji} hint=${menu.emojiHint} name="emoji" value=${emoji} onValue=${setEmoji} inputRef=${field} />
      <button type="submit" class="button button-primary">${menu.react}</button>
    </form>
  `;
}
