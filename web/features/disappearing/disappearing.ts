import '../../kit/parts/inside-pages.ts';
import { html } from 'htm/preact';
import { TimerIcon } from '../../kit/pictures/icons.ts';
import { disappearingWords } from '../../words/en/disappearing.ts';

/** In the head of a chat: after how long what is said in it disappears, in seconds. */
export function TimeMark({ after }: { after: number }) {
  const { mark, short } = disappearingWords;
  return html`
    <span class="time-mark" role="img" aria-label=${mark(after)} title=${mark(after)}><${TimerIcon} /> ${short(after)}</span>
  `;
}

/** Word in the talk of who set that, and to how many seconds. */
export function TimeNotice({ name, after }: { name: string | null; after: number | null }) {
  return disappearingWords.set(name, after);
}
