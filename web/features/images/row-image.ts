import { html } from 'htm/preact';
import type { Message, User } from '../../net/wire.ts';
import type { Outgoing } from '../../store/outbox/outbox.ts';
import { MessageImage } from './message-image.ts';
import { OutgoingImage } from './outgoing-image.ts';

interface RowImageProps {
  entry: { kind: 'stored'; message: Message } | { kind: 'outgoing'; outgoing: Outgoing };
  author: User;
}

/** What stands in the frame that a message keeps free for its image. */
export function RowImage({ entry, author }: RowImageProps) {
  if (entry.kind === 'outgoing') return html`<${OutgoingImage} outgoing=${entry.outgoing} />`;
  const { image, message } = entry.message;
  return image && html`<${MessageImage} image=${image} author=${author} caption=${message} />`;
}
