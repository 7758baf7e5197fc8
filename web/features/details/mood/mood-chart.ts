import { html } from 'htm/preact';
import type { Mood } from '../../../net/wire.ts';
import { detailsWords } from '../../../words/en/details.ts';

type Piece = Mood['series'][number];
type Told = Piece & { average: number };

/** A bar that says "neither" is still to be seen. */
const leastHeight = 0.03;

/**
 * A bar for each piece of the time: up for what sounded happy, down for what sounded sad, none where nobody spoke. The same
 * in words, for those who don't see it, is the table below it.
 */
export function MoodChart({ series }: { series: readonly Piece[] }) {
  const { chart, table, columns, time } = detailsWords.mood;
  const told = series.filter(hasSpoken);
  const [first, last] = [series[0], series.at(-1)];
  if (!first || !last) return null;
  // Pieces of less than a day need their time, and longer ones only their day.
  const isShort = Date.parse(last.to) - Date.parse(first.from) < 2 * 86_400_000;
  return html`
    <figure class="mood-chart">
      <svg viewBox="0 0 ${series.length} 2" preserveAspectRatio="none" role="img" aria-label=${chart(told.length)}>
        <path class="mood-axis" d="M0 1H${series.length}" />
        ${series.map((piece, index) => hasSpoken(piece) && html`<${Bar} key=${piece.from} at=${index} value=${piece.average} />`)}
      </svg>
      <figcaption>
        <span>${time(first.from, isShort)}</span>
        <span>${time(last.to, isShort)}</span>
      </figcaption>
    </figure>
    <details class="mood-table">
      <summary>${table}</summary>
      <table>
        <thead>
          <tr>${columns.map((name) => html`<th scope="col" key=${name}>${name}</th>`)}</tr>
        </thead>
        <tbody>
          ${told.map(
            ({ from, average, count }) => html`
              <tr key=${from}>
                <th scope="row"><time datetime=${from}>${time(from, isShort)}</time></th>
                <td>${detailsWords.mood.score(average)}</td>
                <td>${count}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </details>
  `;
}

function Bar({ at, value }: { at: number; value: number }) {
  const height = Math.max(Math.abs(value), leastHeight);
  const kind = value > 0.5 ? 'happy' : value < 0 ? 'sad' : 'neutral';
  return html`
    <rect class="mood-bar mood-${kind}" x=${at + 0.1} width="0.8" y=${value < 0 ? 1 : 1 - height} height=${height} />
  `;
}

function hasSpoken(piece: Piece): piece is Told {
  return piece.average !== null;
}
