import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { isRightToLeft } from '../../browser/direction.ts';
import { useShowDialog } from '../../kit/forms/use-show-dialog.ts';
import { BackIcon, CloseIcon, DownIcon } from '../../kit/pictures/icons.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { Message } from '../../net/wire.ts';
import { imageWords } from '../../words/en/images.ts';
import { useImage } from './use-image.ts';

/** A finger that goes so far to a side turns over. */
const farPx = 48;

interface ImageViewerProps {
  images: Message['images'];
  /** The place of the one to begin with. */
  first: number;
  altOf(place: number): string;
  onClose(): void;
}

/**
 * The images of a message, one at a time, as large as the window allows and no larger than they are, to look at and to download. Arrow
 * keys, buttons and a finger go to the next and the one before, in a circle. Escape closes it, or a click beside it.
 */
export function ImageViewer({ images, first, altOf, onClose }: ImageViewerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const showDialog = useShowDialog();
  const [place, setPlace] = useState(first);
  const image = images[place];
  const { url, isFailed } = useImage(image?.url ?? null);
  // Stands there until the large one has come.
  const preview = useImage(image?.thumbnail_url ?? null);
  const touchedAt = useRef<{ x: number; y: number } | null>(null);

  useLayoutEffect(() => showDialog(dialog.current), []);

  const step = (by: number) => setPlace((at) => (at + by + images.length) % images.length);

  const stepToRight = (by: number) => step(isRightToLeft() ? -by : by);

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'ArrowLeft') stepToRight(-1);
    if (event.key === 'ArrowRight') stepToRight(1);
  };

  const onPointerDown = ({ pointerType, isPrimary, clientX: x, clientY: y }: PointerEvent) => {
    // A second finger zooms.
    touchedAt.current = pointerType === 'touch' && isPrimary ? { x, y } : null;
  };

  const onPointerUp = ({ clientX, clientY }: PointerEvent) => {
    const from = touchedAt.current;
    touchedAt.current = null;
    if (!from) return;
    const [right, along] = [clientX - from.x, Math.abs(clientY - from.y)];
    if (Math.abs(right) >= farPx && Math.abs(right) > 2 * along) stepToRight(right < 0 ? 1 : -1);
  };

  if (!image) return null;
  const alt = altOf(place);
  const source = url ?? preview.url;
  const shape = { '--own': `${image.width}px`, '--ratio': String(image.width / image.height) };
  return html`
    <dialog
      ref=${dialog}
      class="viewer"
      aria-label=${alt}
      onClose=${onClose}
      onKeyDown=${onKeyDown}
      onPointerDown=${onPointerDown}
      onPointerUp=${onPointerUp}
      onPointerCancel=${() => {
        touchedAt.current = null;
      }}
      onClick=${({ target }: MouseEvent) => target === dialog.current && dialog.current?.close()}
    >
      <div class="viewer-tools">
        ${images.length > 1 && html`<p role="status">${imageWords.placeOf(place + 1, images.length)}</p>`}
        ${
          url &&
          html`
            <a class="button button-quiet" href=${url} download=${fileName(image.url)}><${DownIcon} />${imageWords.download}</a>
          `
        }
        <button type="button" class="icon-button" aria-label=${imageWords.close} onClick=${() => dialog.current?.close()}>
          <${CloseIcon} />
        </button>
      </div>
      <${ProblemNote} text=${isFailed ? imageWords.failed : null} />
      <div class="viewer-image" style=${shape}>
        ${source && html`<img src=${source} alt=${alt} />`}
      </div>
      ${
        images.length > 1 &&
        html`
          <button type="button" class="icon-button viewer-step" aria-label=${imageWords.before} onClick=${() => step(-1)}>
            <${BackIcon} />
          </button>
          <button type="button" class="icon-button viewer-step viewer-next" aria-label=${imageWords.next} onClick=${() => step(1)}>
            <${BackIcon} />
          </button>
        `
      }
    </dialog>
  `;
}

/** The server answers with WebP whatever came in. */
function fileName(path: string): string {
  return `${path.split('/').at(-2) ?? 'image'}.webp`;
}
