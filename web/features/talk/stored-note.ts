import { html } from 'htm/preact';
import { Face } from '../../kit/face.ts';
import type { Message } from '../../net/wire.ts';
import { words } from '../../words/words.ts';

/** Below a message: when it was written, and how it sounds. */
export function StoredNote({ message }: { message: Message }) {
  const { deleted, edited_at: editedAt, created_at: createdAt, sentiment } = message;
  return html`
    <p class="meta">
      ${editedAt && !deleted && html`<span>${words.message.edited}</span>`}
      <time datetime=${createdAt} title=${words.exactTime(createdAt)}>${words.time(createdAt)}</time>
      ${!deleted && html`<${Face} polarity=${sentiment.polarity} />`}
    </p>
  `;
}
