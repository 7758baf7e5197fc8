import { html } from 'htm/preact';
import { useId } from 'preact/hooks';
import { usePages } from '../../kit/forms/use-pages.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { OwnReport } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { insideWords } from '../../words/en/inside.ts';
import { problemText } from '../../words/en/problems.ts';
import { reportWords } from '../../words/en/reports.ts';
import { createReportActions } from './report-actions.ts';

/** What one has reported, and what became of it; nothing where one never has. */
export function OwnReports() {
  const { readOwn } = useActions(createReportActions);
  const { items, hasMore, problem, showMore } = usePages(readOwn, null);
  const id = useId();
  const words = reportWords.own;
  if (items?.length === 0) return null;
  return html`
    <section class="card settings-part" aria-labelledby=${id}>
      <h2 id=${id}>${words.heading}</h2>
      <${ProblemNote} text=${problemText(problem)} />
      <ul class="staff-list" aria-label=${words.list}>
        ${items?.map((report) => html`<${OwnReportItem} key=${report.id} report=${report} />`)}
      </ul>
      ${hasMore && html`<button type="button" class="button button-quiet" onClick=${showMore}>${words.more}</button>`}
    </section>
  `;
}

function OwnReportItem({ report }: { report: OwnReport }) {
  const words = reportWords.own;
  const { user, reason, outcome, answer, created_at: at } = report;
  return html`
    <li>
      <strong><bdi>${words.of(user.display_name)}</bdi></strong>
      <p class="quiet">
        ${reportWords.reasons[reason]} · <time datetime=${at} title=${insideWords.exactTime(at)}>${insideWords.when(at, new Date())}</time>
      </p>
      ${report.words && html`<blockquote><bdi>${report.words}</bdi></blockquote>`}
      <p>${outcome ? words.outcomes[outcome] : words.open}</p>
      ${answer && html`<p><bdi>${words.answer(answer)}</bdi></p>`}
    </li>
  `;
}
