import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useShowDialog } from '../../kit/forms/use-show-dialog.ts';
import { CloseIcon, DownIcon } from '../../kit/pictures/icons.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { Message } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { problemOf } from '../../store/problem.ts';
import { imageWords } from '../../words/en/images.ts';
import { createImageActions } from './image-actions.ts';

interface ImageViewerProps {
  image: NonNullable<Message['image']>;
  alt: string;
  /** Stands there until the large one has come. */
  preview: string | null;
  onClose(): void;
}

/** An image as large as the window allows, to look at and to download. Escape closes it, or a click beside it. */
export function ImageViewer({ image, alt, preview, onClose }: ImageViewerProps) {
  const { show, hide } = useActions(createImageActions);
  const dialog = useRef<HTMLDialogElement>(null);
  const showDialog = useShowDialog();
  const [url, setUrl] = useState<string | null>(null);
  const [isFailed, setIsFailed] = useState(false);
  const path = image.url;

  useLayoutEffect(() => {
    let isOver = false;
    showDialog(dialog.current);
    void problemOf(async () => {
      const found = await show(path);
      if (!isOver) setUrl(found);
    }).then((problem) => problem && !isOver && setIsFailed(true));
    return () => {
      isOver = true;
      hide(path);
    };
  }, [path, show, hide]);

  const source = url ?? preview;
  return html`
    <dialog
      ref=${dialog}
      class="viewer"
      aria-label=${alt}
      onClose=${onClose}
      onKeyDown=${(event: KeyboardEvent) => event.stopPropagation()}
      onClick=${(event: MouseEvent) => event.target === dialog.current && dialog.current?.close()}
    >
      <div class="viewer-tools">
        ${
          url &&
          html`
            <a class="button button-quiet" href=${url} download=${fileName(path)}><${DownIcon} />${imageWords.download}</a>
          `
        }
        <button type="button" class="icon-button" aria-label=${imageWords.close} onClick=${() => dialog.current?.close()}>
          <${CloseIcon} />
        </button>
      </div>
      <${ProblemNote} text=${isFailed ? imageWords.failed : null} />
      ${source && html`<img src=${source} alt=${alt} width=${image.width} height=${image.height} />`}
    </dialog>
  `;
}

/** The server answers with WebP whatever came in. */
function fileName(path: string): string {
  return `${path.split('/').at(-2) ?? 'image'}.webp`;
}
