import { html } from 'htm/preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useForm } from '../../kit/forms/form.ts';
import { TextField } from '../../kit/forms/text-field.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { Message, OwnReport } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { reportWords } from '../../words/en/reports.ts';
import { createReportActions } from './report-actions.ts';

type Reason = OwnReport['reason'];

const reasons = Object.entries(reportWords.reasons) as [Reason, string][];

interface ReportFormProps {
  message: Message;
  /** It is there, or of another size. */
  onShown(): void;
  onClose(): void;
}

/** What is wrong with a message, for staff; then a word of thanks. */
export function ReportForm({ message, onShown, onClose }: ReportFormProps) {
  const { report } = useActions(createReportActions);
  const [reason, setReason] = useState<Reason>('spam');
  const [words, setWords] = useState('');
  const [isDone, setIsDone] = useState(false);
  const head = useRef<HTMLHeadingElement>(null);
  const id = useId();
  // The button that had the focus is gone each time.
  useLayoutEffect(() => {
    onShown();
    head.current?.focus();
  }, [isDone]);

  const { form, isBusy, problem, submit, generalBeside } = useForm(async () => {
    const found = await report(message, { reason, words });
    if (!found) setIsDone(true);
    return found;
  });

  if (isDone)
    return html`
      <div class="menu-form">
        <h2 ref=${head} tabindex="-1">${reportWords.thanks}</h2>
        <button type="button" class="button button-quiet" onClick=${onClose}>${reportWords.close}</button>
      </div>
    `;
  return html`
    <form class="menu-form" ref=${form} noValidate aria-labelledby=${id} onSubmit=${submit}>
      <h2 id=${id} ref=${head} tabindex="-1">${reportWords.title}</h2>
      <p class="field-hint">${reportWords.hint}</p>
      <fieldset class="choices">
        <legend>${reportWords.reason}</legend>
        ${reasons.map(
          ([value, text]) => html`
            <label class="choice" key=${value}>
              <input type="radio" name=${id} checked=${value === reason} onChange=${() => setReason(value)} />
              ${text}
            </label>
          `,
        )}
      </fieldset>
      <${TextField} label=${reportWords.words} name="words" value=${words} onValue=${setWords} errors=${problem?.fields?.words} />
      <${ProblemNote} text=${generalBeside('words')} />
      <button type="submit" class="button button-primary" aria-disabled=${isBusy ? 'true' : undefined}>${reportWords.send}</button>
    </form>
  `;
}
