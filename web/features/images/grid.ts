import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { columnsOf } from '../../kit/pictures/image-frame.ts';

/** Of the widest frame, in pixels, three beside each other have about as much. */
const cellPx = 160;

interface GridProps<Image> {
  images: readonly Image[];
  children(image: Image, place: number): ComponentChildren;
}

/** Images in rows; the last one takes what is left of its row. */
export function Grid<Image extends { width: number; height: number }>({
  images,
  children,
}: GridProps<Image>) {
  const columns = columnsOf(images.length);
  const span = columns - ((images.length - 1) % columns);
  return html`
    <div class="image-grid" style=${{ '--columns': String(columns) }}>
      ${images.map(
        (image, place) => html`
          <div
            class=${isSmall(image) ? 'image-cell image-small' : 'image-cell'}
            key=${place}
            style=${place === images.length - 1 ? { gridColumnEnd: `span ${span}` } : undefined}
          >
            ${children(image, place)}
          </div>
        `,
      )}
    </div>
  `;
}

/** To fill its cell it would have to be blown up. */
function isSmall({ width, height }: { width: number; height: number }): boolean {
  return Math.min(width, height) < cellPx;
}
