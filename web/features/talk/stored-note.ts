import { html } from 'htm/preact';
import { Face } from '../../kit/pictures/face.ts';
import type { Message } from '../../net/wire.ts';
import { insideWords } from '../../words/en/inside.ts';

/** Below a message: when it was written, and how it sounds. */
export function StoredNote({ message }: { message: Message }) {
  const { deleted, edited_at: editedAt, created_at: createdAt, sentiment } = message;
  return html`
    <p class="meta">
      ${editedAt && !deleted && html`<span>${insideWords.message.edited}</span>`}
      <time datetime=${createdAt} title=${insideWords.exactTime(createdAt)}>${insideWords.time(createdAt)}</time>
      ${!deleted && html`<${Face} polarity=${sentiment.polarity} />`}
    </p>
  `;
}
