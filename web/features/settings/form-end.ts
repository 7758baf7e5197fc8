import { html } from 'htm/preact';
import { ProblemNote } from '../../kit/problem-note.ts';
import { settingsWords } from '../../words/en/settings.ts';

interface FormEndProps {
  action: string;
  isBusy: boolean;
  /** Belongs to no field. */
  problem: string | null;
  /** What was done, once it is. */
  done: string | null;
}

/** The end of a form: what sends it, and what came of it. */
export function FormEnd({ action, isBusy, problem, done }: FormEndProps) {
  return html`
    <${ProblemNote} text=${problem} />
    <div class="form-end">
      <button type="submit" class="button button-primary" aria-disabled=${isBusy ? 'true' : undefined}>
        ${isBusy ? settingsWords.working : action}
      </button>
      <p role="status">${done}</p>
    </div>
  `;
}
