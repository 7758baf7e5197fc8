import { html } from 'htm/preact';
import { lazy } from '../../kit/parts/lazy.ts';
import type { User } from '../../net/wire.ts';

const marks = /[*_~`\\]|^ *(?:>|- |\d+\. )/m;
const others = /https?:|www\.|@|\uFE0F|\+\d|\(\d|\p{Emoji_Presentation}/iu;

/** Whether it may look otherwise than it is typed: quickly, and rather too often. */
export const holdsMarks = (text: string) => marks.test(text);

interface TextProps {
  text: string;
  mentions: readonly User[];
  myId: number;
}

const AsTyped = ({ text }: { text: string }) => html`<p class="text" dir="auto">${text}</p>`;

/** Draws it as it was typed where its code can't be had: better than a note at every message. */
export const FormattedText = lazy<typeof import('./formatting.ts'), TextProps>(
  () => import('./formatting.ts'),
  ({ FormattedText }) => FormattedText,
  AsTyped,
  AsTyped,
);

/** While one writes what holds marks: plain words look as they are typed. */
export const DraftPreview = lazy(
  () => import('./formatting.ts'),
  ({ DraftPreview }) => DraftPreview,
);

/** What a message says. Most say it in plain words, for which nothing is fetched. */
export function MessageText(props: TextProps) {
  const { text } = props;
  return marks.test(text) || others.test(text)
    ? html`<${FormattedText} ...${props} />`
    : html`<${AsTyped} text=${text} />`;
}
