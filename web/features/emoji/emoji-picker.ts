import { html } from 'htm/preact';
import type { TargetedInputEvent, TargetedKeyboardEvent } from 'preact';
import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { isRightToLeft } from '../../browser/direction.ts';
import { browserStorage } from '../../browser/storage.ts';
import { emojiWords } from '../../words/en/emoji.ts';
import { EmojiGrid } from './emoji-grid.ts';
import { table } from './emoji-table.ts';
import { type Emoji, findEmoji, tones, withTone } from './find-emoji.ts';
import { keepTone, keepUsed, readKept } from './kept-emoji.ts';

const all = table.flat();
const known = new Map(all.map((each) => [each[0], each]));
/** What stands for the last used ones, and for each group. */
const signs = ['🕘', '😀', '👋', '🐻', '🍏', '🚗', '⚽', '💡', '❤️', '🏁'];
const hand: Emoji = ['👋', '', '', '', 1];
const maxFound = 80;

/** On a phone the keyboard would rise over what one came to see. */
const hasKeyboard = () => matchMedia('(pointer: fine)').matches;

export interface EmojiPickerProps {
  onPick(emoji: string): void;
  /** What was typed before this was there. */
  typed?: { current: string };
}

/** Any emoji: by a word, by its kind, or one of those that were used last on this device. */
export function EmojiPicker({ onPick, typed }: EmojiPickerProps) {
  const [storage] = useState(() => browserStorage(window));
  const [kept, setKept] = useState(() => readKept(storage));
  const [text, setText] = useState(typed?.current ?? '');
  const recent = useMemo(
    () => kept.recent.map((each) => known.get(each)).filter((each) => each !== undefined),
    [kept.recent],
  );
  /** 0: the last used ones. */
  const [kind, setKind] = useState(recent.length > 0 ? 0 : 1);
  const field = useRef<HTMLInputElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();
  const isSearched = text.trim() !== '';
  const shown = useMemo(
    () => (isSearched ? findEmoji(all, text, maxFound) : ((kind === 0 ? recent : table[kind - 1]) ?? [])),
    [text, kind, recent],
  );
  useLayoutEffect(() => (text || hasKeyboard() ? field : panel).current?.focus(), []);
  useLayoutEffect(() => panel.current?.scrollTo(0, 0), [shown]);

  const pick = (one: Emoji) => {
    keepUsed(storage, one[0]);
    onPick(withTone(one, kept.tone));
  };

  /** Who types has a keyboard after all, wherever the focus is: the letter goes to the search. */
  const onKey = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
    const isLetter = key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey;
    if (isLetter) field.current?.focus();
  };

  const onSearchKey = (event: TargetedKeyboardEvent<HTMLInputElement>) => {
    if (event.isComposing || !['ArrowDown', 'Enter'].includes(event.key)) return;
    event.preventDefault();
    const [first] = shown;
    if (event.key === 'ArrowDown') panel.current?.querySelector('button')?.focus();
    else if (first && isSearched) pick(first);
  };

  const onKindKey = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const onwards = isRightToLeft() ? -1 : 1;
    const step = { ArrowRight: onwards, ArrowLeft: -onwards }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (kind + step + signs.length) % signs.length;
    setKind(next);
    event.currentTarget.querySelectorAll('button')[next]?.focus();
  };

  const names = [emojiWords.recent, ...emojiWords.groups];
  const label = isSearched ? emojiWords.found(shown.length) : (names[kind] ?? '');
  return html`
    <div class="emoji-picker" onKeyDown=${onKey}>
      <div class="field emoji-search">
        <input
          ref=${field}
          type="search"
          autocomplete="off"
          enterkeyhint="done"
          aria-label=${emojiWords.search}
          placeholder=${emojiWords.search}
          value=${text}
          onInput=${(event: TargetedInputEvent<HTMLInputElement>) => setText(event.currentTarget.value)}
          onKeyDown=${onSearchKey}
        />
        <button
          type="button"
          class="icon-button"
          aria-label=${emojiWords.tone(emojiWords.tones[kept.tone] ?? '')}
          title=${emojiWords.tone(emojiWords.tones[kept.tone] ?? '')}
          onClick=${() => setKept(keepTone(storage, (kept.tone + 1) % tones.length))}
        >
          ${withTone(hand, kept.tone)}
        </button>
      </div>
      <div class="emoji-kinds" role="tablist" aria-label=${emojiWords.kinds} onKeyDown=${onKindKey}>
        ${signs.map(
          (sign, i) => html`
            <button
              key=${sign}
              type="button"
              role="tab"
              aria-label=${names[i]}
              title=${names[i]}
              aria-selected=${!isSearched && i === kind ? 'true' : 'false'}
              aria-controls="${id}-panel"
              tabindex=${i === kind ? '0' : '-1'}
              onClick=${() => {
                setText('');
                setKind(i);
              }}
            >
              ${sign}
            </button>
          `,
        )}
      </div>
      <p class="emoji-label" role="status">${label}</p>
      <div class="emoji-panel" id="${id}-panel" ref=${panel} role="tabpanel" tabindex="-1" aria-label=${label}>
        <${EmojiGrid} emoji=${shown} label=${label} tone=${kept.tone} onPick=${pick} onLeave=${() => field.current?.focus()} />
      </div>
    </div>
  `;
}
