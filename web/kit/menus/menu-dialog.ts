import { html } from 'htm/preact';
import type { ComponentChildren, RefObject, TargetedMouseEvent } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { useShowDialog } from '../forms/use-show-dialog.ts';
import { placeBeside } from './place-beside.ts';

interface MenuDialogProps {
  dialog: RefObject<HTMLDialogElement>;
  /** What it stands beside. */
  opener: RefObject<HTMLElement>;
  label: string;
  /** Another one whenever its size is. */
  step: string;
  onClose(): void;
  children?: ComponentChildren;
}

/** What one can do with something: open while it is drawn, in a dialog, so that the rest of the page waits and Escape, Back or a press outside leaves it. */
export function MenuDialog({ dialog, opener, label, step, onClose, children }: MenuDialogProps) {
  const showDialog = useShowDialog();

  // Its size is known once it is shown, and another at each step.
  useLayoutEffect(() => {
    if (!dialog.current || !opener.current) return;
    showDialog(dialog.current);
    placeBeside(dialog.current, opener.current);
  }, [step]);

  const closeOutside = (event: TargetedMouseEvent<HTMLDialogElement>) => {
    if (event.target === event.currentTarget) event.currentTarget.close();
  };

  return html`
    <dialog
      ref=${dialog}
      class="card menu"
      aria-label=${label}
      aria-live="off"
      onClick=${closeOutside}
      onClose=${onClose}
      onKeyDown=${(event: KeyboardEvent) => event.stopPropagation()}
    >
      <div class="menu-inside">${children}</div>
    </dialog>
  `;
}
