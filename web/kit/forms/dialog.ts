import { html } from 'htm/preact';
import type { ComponentChildren, RefObject } from 'preact';
import { useId } from 'preact/hooks';

interface DialogProps {
  dialog: RefObject<HTMLDialogElement>;
  title: string;
  text?: ComponentChildren;
  onClose?(): void;
  /** Its buttons and whatever else it needs. */
  children?: ComponentChildren;
}

/** A modal card. Whoever opens it does so by `useShowDialog`; Escape closes it. */
export function Dialog({ dialog, title, text, onClose, children }: DialogProps) {
  const id = useId();
  return html`
    <dialog
      ref=${dialog}
      class="card"
      aria-labelledby="${id}-title"
      aria-describedby=${text ? `${id}-text` : undefined}
      onClose=${onClose}
      onKeyDown=${keepInside}
    >
      <h2 id="${id}-title"><bdi>${title}</bdi></h2>
      ${text && html`<p class="dialog-text" id="${id}-text">${text}</p>`}
      ${children}
    </dialog>
  `;
}

/** Escape in a dialog is about the dialog, and not about the part of the page that it stands in. */
const keepInside = (event: KeyboardEvent) => event.stopPropagation();
