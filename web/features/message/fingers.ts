import { html } from 'htm/preact';
import { LongPress } from './long-press.ts';
import { type SwipeProps, SwipeToAnswer } from './swipe-to-answer.ts';

/** What fingers do to messages: rest on one, or draw it. */
export function Fingers(props: SwipeProps) {
  return html`<${LongPress} log=${props.log} /><${SwipeToAnswer} ...${props} />`;
}
