import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { AskFirst } from '../../kit/forms/ask-first.ts';
import { TextField } from '../../kit/forms/text-field.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { Report } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { insideWords } from '../../words/en/inside.ts';
import { type Problem, problemText } from '../../words/en/problems.ts';
import { reportWords } from '../../words/en/reports.ts';
import { staffWords } from '../../words/en/staff.ts';
import { MessageImages } from '../images/door.ts';
import { createStaffActions } from './staff-actions.ts';

interface ReportItemProps {
  report: Report;
  onResolved(): void;
}

/** One report: what was said, what is said against it, and what to make of it. */
export function ReportItem({ report, onResolved }: ReportItemProps) {
  const { user, reporter, chat, message, outcome, created_at: at } = report;
  const words = staffWords.reports;
  return html`
    <li>
      <strong>${reportWords.reasons[report.reason]}</strong>
      <p class="quiet">
        <bdi>${words.by(reporter.display_name)}</bdi> · <bdi>${words.where(chat.name, words.chats[chat.kind])}</bdi> ·${' '}
        <time datetime=${at} title=${insideWords.exactTime(at)}>${insideWords.when(at, new Date())}</time>
      </p>
      ${report.words && html`<p><bdi>${report.words}</bdi></p>`}
      <blockquote>
        <strong><bdi>${user.display_name}</bdi></strong> <span class="quiet"><bdi>@${user.username}</bdi></span>
        ${message?.to && html`<span class="quiet"> <bdi>${words.whisper(message.to.display_name)}</bdi></span>`}
        ${message && !message.deleted && html`<div><bdi>${message.message}</bdi></div>`}
        ${message && message.images.length > 0 && html`<${MessageImages} images=${message.images} author=${user} caption=${message.message} />`}
        ${outcome === null && (!message || message.deleted) && html`<div class="quiet">${words.gone}</div>`}
      </blockquote>
      ${
        outcome
          ? html`<p><bdi>${words.resolvedBy(words.outcomes[outcome], report.resolved_by?.display_name ?? '')}</bdi></p>
              ${report.answer && html`<p class="quiet"><bdi>${report.answer}</bdi></p>`}`
          : html`<${Resolving} id=${report.id} canRemove=${message !== null && !message.deleted} onResolved=${onResolved} />`
      }
    </li>
  `;
}

interface ResolvingProps {
  id: number;
  canRemove: boolean;
  onResolved(): void;
}

function Resolving({ id, canRemove, onResolved }: ResolvingProps) {
  const { resolve } = useActions(createStaffActions);
  const [answer, setAnswer] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const words = staffWords.reports;

  const settle = async (outcome: NonNullable<Report['outcome']>) => {
    const found = await resolve(id, outcome, answer);
    setProblem(found);
    if (!found) onResolved();
    return found;
  };

  return html`
    <${TextField} label=${words.answer} name="answer" value=${answer} onValue=${setAnswer} errors=${problem?.fields?.answer} />
    <${ProblemNote} text=${problemText(problem, ['answer'])} />
    <div class="settings-buttons">
      <button type="button" class="button button-quiet" onClick=${() => settle('dismissed')}>${words.dismiss}</button>
      <button type="button" class="button button-quiet" onClick=${() => settle('acted')}>${words.acted}</button>
      ${canRemove && html`<${AskFirst} words=${words.remove} isDangerous onConfirm=${() => settle('removed')} />`}
    </div>
  `;
}
