import { html } from 'htm/preact';
import type { RefObject } from 'preact';
import { LongPress } from '../../../kit/menus/long-press.ts';

/** A finger that rests on a chat in the list opens its menu. */
export function RowFingers({ list }: { list: RefObject<HTMLElement> }) {
  return html`<${LongPress} area=${list} buttonAt=${buttonAt} />`;
}

function buttonAt(target: Element): HTMLElement | null | undefined {
  return target.closest('[data-uri]')?.querySelector<HTMLElement>('.row-more');
}
