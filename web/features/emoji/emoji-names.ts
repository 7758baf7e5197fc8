import { html } from 'htm/preact';
import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { browserStorage } from '../../browser/storage.ts';
import { SuggestionList } from '../../kit/forms/suggestion-list.ts';
import { emojiWords } from '../../words/en/emoji.ts';
import { table } from './emoji-table.ts';
import { codeBegun, type Emoji, emojiNamed, findEmoji, withTone } from './find-emoji.ts';
import { keepUsed, readKept } from './kept-emoji.ts';
import { writeEmoji } from './write-emoji.ts';

const all = table.flat();
/** As many as the list shows. */
const maxFound = 6;

interface EmojiNamesProps {
  field: RefObject<HTMLTextAreaElement>;
  text: string;
}

/** What a `:name` that is being written may stand for; closed by a colon it becomes that, as far as it is the name of one. */
export function EmojiNames({ field, text }: EmojiNamesProps) {
  const [storage] = useState(() => browserStorage(window));
  const end = field.current?.selectionEnd ?? text.length;
  const begun = codeBegun(text.slice(0, end));

  const write = (emoji: Emoji, behind: string) => {
    if (!field.current || !begun) return;
    keepUsed(storage, emoji[0]);
    writeEmoji(field.current, withTone(emoji, readKept(storage).tone) + behind, begun.from, end);
  };

  useLayoutEffect(() => {
    const named = begun?.isClosed && emojiNamed(all, begun.code);
    if (named) write(named, '');
  }, [text]);

  if (!begun || begun.isClosed) return null;
  return html`
    <${SuggestionList}
      key=${begun.from}
      field=${field}
      items=${findEmoji(all, begun.code, maxFound)}
      keyOf=${([emoji]: Emoji) => emoji}
      text=${text}
      label=${emojiWords.suggestions}
      count=${emojiWords.foundToWrite}
      onPick=${(emoji: Emoji) => write(emoji, ' ')}
      draw=${([emoji, name, codes]: Emoji) => html`
        <span class="emoji-sign">${emoji}</span>
        <span class="emoji-code" lang="en" dir="ltr">:${codes.split(' ')[0]}:</span>
        <span class="one-line quiet" lang="en" dir="ltr">${name}</span>
      `}
    />
  `;
}
