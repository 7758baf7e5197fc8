import { html } from 'htm/preact';
import { LongPress } from '../../kit/menus/long-press.ts';
import { type SwipeProps, SwipeToAnswer } from './swipe-to-answer.ts';

/** What fingers do to messages: rest on one, or draw it. */
export function Fingers(props: SwipeProps) {
  return html`<${LongPress} area=${props.log} buttonAt=${buttonAt} /><${SwipeToAnswer} ...${props} />`;
}

function buttonAt(target: Element): HTMLElement | null | undefined {
  if (target.closest('a, form, .reactions, .failed')) return null;
  return target.closest('.message')?.querySelector<HTMLElement>('.more');
}
