import { useLayoutEffect, useRef } from 'preact/hooks';
import { useInside } from '../../store/context.ts';

/** What shows a dialog over the page, so that Back closes it. */
export function useShowDialog(): (dialog: HTMLDialogElement | null) => void {
  const { layers } = useInside();
  const onGone = useRef(() => {});
  // Taken off the page without being closed.
  useLayoutEffect(() => () => onGone.current(), []);
  return (dialog) => {
    if (!dialog || dialog.open) return;
    dialog.showModal();
    onGone.current = layers.cover(() => dialog.close());
    dialog.addEventListener('close', onGone.current, { once: true });
  };
}
