/** Where things stand in a log: read from the page as it is drawn. */

/** How far down in the view what is unread begins: what was said before it is to be understood. */
const lineShare = 0.25;

/** A line in view, and its lower edge within the content. */
export interface Anchor {
  row: Element;
  bottomPx: number;
}

/** What is left below the view. */
export function belowPx(log: Element): number {
  return log.scrollHeight - log.scrollTop - log.clientHeight;
}

/** Where a row ends within the content: its upper part loses the name when an older message of the same author joins it. */
export function bottomOf(row: Element, log: Element): number {
  return row.getBoundingClientRect().bottom - log.getBoundingClientRect().top + log.scrollTop;
}

/** The first line in view; the block where it is not drawn. */
export function findAnchor(log: Element): Anchor | null {
  const { top } = log.getBoundingClientRect();
  const firstBelow = (rows: Iterable<Element>) =>
    [...rows].find((row) => row.getBoundingClientRect().bottom > top + 1);
  const block = firstBelow(log.querySelectorAll('.messages'));
  const row = block && (firstBelow(block.children) ?? block);
  return row ? { row, bottomPx: bottomOf(row, log) } : null;
}

/** Scrolls so that what is unread begins in the upper part of the view, or as far up as the end of the log allows. */
export function showLine(log: Element): void {
  const line = log.querySelector('.new');
  if (!line) return;
  const { top } = log.getBoundingClientRect();
  log.scrollTop += line.getBoundingClientRect().top - top - log.clientHeight * lineShare;
}

/** The id of the last message that is in view to its end, or was before; 0 when there is none. */
export function lastSeenIn(log: Element | null): number {
  const bottom = log?.getBoundingClientRect().bottom ?? 0;
  const rows = [...(log?.querySelectorAll<HTMLElement>('[data-id]') ?? [])];
  return Number(rows.findLast((row) => row.getBoundingClientRect().bottom <= bottom)?.dataset.id ?? 0);
}

/** Tab comes to the newest message's button; from there the arrow keys lead to the others. */
export function makeLastReachable(log: Element | null): void {
  const buttons = log?.querySelectorAll<HTMLElement>('.more') ?? [];
  buttons.forEach((button, i) => {
    const tabIndex = i === buttons.length - 1 ? 0 : -1;
    if (button.tabIndex !== tabIndex) button.tabIndex = tabIndex;
  });
}
