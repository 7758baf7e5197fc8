import { isRightToLeft } from '../../browser/direction.ts';

const gapPx = 4;
const edgePx = 8;

/** Puts an open dialog beside what opened it, inside the window. On a narrow screen the style sheet places it. */
export function placeBeside(dialog: HTMLDialogElement, opener: Element): void {
  const around = opener.getBoundingClientRect();
  const { width, height } = dialog.getBoundingClientRect();
  const fits = (from: number, size: number, room: number) =>
    Math.max(edgePx, Math.min(from, room - size - edgePx));
  const isBelow = around.bottom + gapPx + height <= innerHeight - edgePx;
  const top = isBelow ? around.bottom + gapPx : around.top - gapPx - height;
  const left = isRightToLeft() ? around.left : around.right - width;
  dialog.style.setProperty('--menu-left', `${fits(left, width, innerWidth)}px`);
  dialog.style.setProperty('--menu-top', `${fits(top, height, innerHeight)}px`);
}
