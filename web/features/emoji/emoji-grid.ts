import { html } from 'htm/preact';
import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { isRightToLeft } from '../../browser/direction.ts';
import { type Emoji, withTone } from './find-emoji.ts';

/** As many as the style sheet puts in a row. */
const inRow = 8;

interface EmojiGridProps {
  emoji: readonly Emoji[];
  label: string;
  tone: number;
  onPick(emoji: Emoji): void;
  /** From the first row up. */
  onLeave(): void;
}

/** One of many, by the arrow keys, Home and End, or a press; one of them is in the order of Tab. */
export function EmojiGrid({ emoji, label, tone, onPick, onLeave }: EmojiGridProps) {
  const [place, setPlace] = useState(0);
  useEffect(() => setPlace(0), [emoji]);

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const { currentTarget: grid, key } = event;
    const onwards = isRightToLeft() ? -1 : 1;
    const steps = { ArrowRight: onwards, ArrowLeft: -onwards, ArrowDown: inRow, ArrowUp: -inRow };
    const next = { Home: 0, End: emoji.length - 1 }[key] ?? place + (steps[key as keyof typeof steps] ?? 0);
    if (next === place) return;
    event.preventDefault();
    if (next < 0) return onLeave();
    if (next >= emoji.length) return;
    setPlace(next);
    grid.querySelectorAll<HTMLElement>('button')[next]?.focus();
  };

  const rows = Array.from({ length: Math.ceil(emoji.length / inRow) }, (_, row) =>
    emoji.slice(row * inRow, (row + 1) * inRow),
  );
  return html`
    <div class="emoji-grid" role="grid" aria-label=${label} onKeyDown=${onKeyDown}>
      ${rows.map(
        (row, i) => html`
          <div class="emoji-row" role="row" lang="en" key=${i}>
            ${row.map(
              (one, j) => html`
                <span role="gridcell" key=${one[0]}>
                  <button
                    type="button"
                    tabindex=${i * inRow + j === place ? '0' : '-1'}
                    aria-label=${one[1]}
                    title=${one[1]}
                    onFocus=${() => setPlace(i * inRow + j)}
                    onClick=${() => onPick(one)}
                  >
                    ${withTone(one, tone)}
                  </button>
                </span>
              `,
            )}
          </div>
        `,
      )}
    </div>
  `;
}
