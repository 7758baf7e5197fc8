import { html } from 'htm/preact';
import type { User } from '../../net/wire.ts';
import type { Entry } from '../talk/arrange.ts';
import { MessageImage } from './message-image.ts';
import { OutgoingImage } from './outgoing-image.ts';

interface RowImageProps {
  entry: Exclude<Entry, { kind: 'notice' }>;
  author: User;
}

/** What stands in the frame that a message keeps free for its image. */
export function RowImage({ entry, author }: RowImageProps) {
  if (entry.kind === 'outgoing') return html`<${OutgoingImage} outgoing=${entry.outgoing} />`;
  const { image, message } = entry.message;
  return image && html`<${MessageImage} image=${image} author=${author} caption=${message} />`;
}
