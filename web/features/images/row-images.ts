import { html } from 'htm/preact';
import type { Message, User } from '../../net/wire.ts';
import type { Outgoing } from '../../store/outbox/outbox.ts';
import { MessageImages } from './message-images.ts';
import { OutgoingImages } from './outgoing-images.ts';

interface RowImagesProps {
  entry: { kind: 'stored'; message: Message } | { kind: 'outgoing'; outgoing: Outgoing };
  author: User;
}

/** What stands in the frame that a message keeps free for its images. */
export function RowImages({ entry, author }: RowImagesProps) {
  if (entry.kind === 'outgoing') return html`<${OutgoingImages} outgoing=${entry.outgoing} />`;
  const { images, message } = entry.message;
  return html`<${MessageImages} images=${images} author=${author} caption=${message} />`;
}
