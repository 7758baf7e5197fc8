import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { usePages } from '../../kit/forms/use-pages.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import { useActions } from '../../store/context.ts';
import { problemText } from '../../words/en/problems.ts';
import { staffWords } from '../../words/en/staff.ts';
import { ReportItem } from './report-item.ts';
import { createStaffActions } from './staff-actions.ts';

/** What was reported: what waits, or what became of the rest. */
export function Reports() {
  const { readOpen, readResolved } = useActions(createStaffActions);
  const [isResolved, setIsResolved] = useState(false);
  const [told, setTold] = useState('');
  const note = useRef<HTMLParagraphElement>(null);
  const { items, hasMore, problem, showMore, refresh } = usePages(
    isResolved ? readResolved : readOpen,
    isResolved,
  );
  const isDue = useRef(false);
  const words = staffWords.reports;

  const onResolved = () => {
    setTold(words.done);
    isDue.current = true;
    refresh();
  };

  // The button that had the focus is gone with its report, and a question that was asked has closed by now.
  useLayoutEffect(() => {
    if (isDue.current) note.current?.focus();
    isDue.current = false;
  }, [items]);

  const shown = items?.filter(({ outcome }) => (outcome !== null) === isResolved);
  return html`
    <label class="choice">
      <input type="checkbox" checked=${isResolved} onChange=${() => setIsResolved(!isResolved)} />
      ${words.resolved}
    </label>
    <p class="small-note" role="status" tabindex="-1" ref=${note}>${told}</p>
    <${ProblemNote} text=${problemText(problem)} />
    ${shown?.length === 0 && html`<p class="quiet">${isResolved ? words.noneResolved : words.none}</p>`}
    <ul class="staff-list" aria-label=${words.list}>
      ${shown?.map((report) => html`<${ReportItem} key=${report.id} report=${report} onResolved=${onResolved} />`)}
    </ul>
    ${hasMore && html`<button type="button" class="button button-quiet" onClick=${showMore}>${staffWords.more}</button>`}
  `;
}
