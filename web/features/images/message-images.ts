import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import type { Message, User } from '../../net/wire.ts';
import { imageWords } from '../../words/en/images.ts';
import { Grid } from './grid.ts';
import { ImageViewer } from './image-viewer.ts';
import { MessageImage } from './message-image.ts';

interface MessageImagesProps {
  images: Message['images'];
  author: User;
  caption: string;
}

/** The images of a message, small; a click shows one large, and from there the others. */
export function MessageImages({ images, author, caption }: MessageImagesProps) {
  const [openAt, setOpenAt] = useState<number | null>(null);
  const altOf = (place: number) =>
    imageWords.from(author.display_name, caption, { place: place + 1, of: images.length });
  return html`
    <${Grid} images=${images}>
      ${(image: Message['images'][number], place: number) =>
        html`<${MessageImage} path=${image.thumbnail_url} alt=${altOf(place)} onOpen=${() => setOpenAt(place)} />`}
    <//>
    ${openAt !== null && html`<${ImageViewer} images=${images} first=${openAt} altOf=${altOf} onClose=${() => setOpenAt(null)} />`}
  `;
}
