import { html } from 'htm/preact';
import type { TargetedEvent, TargetedSubmitEvent } from 'preact';
import { useId, useState } from 'preact/hooks';
import { TextField } from '../../../kit/forms/text-field.ts';
import { ProblemNote } from '../../../kit/problem-note.ts';
import { detailsWords } from '../../../words/en/details.ts';
import { type Problem, problemText } from '../../../words/en/problems.ts';
import type { InviteWish } from './invite-actions.ts';

const hourS = 3600;
const dayS = 24 * hourS;
/** In seconds; null: for ever. */
const terms = [hourS, dayS, 7 * dayS, 30 * dayS, null] as const;
/** Null: everyone who has it. */
const uses = [1, 3, 10, null] as const;

interface InviteFormProps {
  uri: string;
  make(uri: string, wish: InviteWish): Promise<Problem | null>;
  onMade(): void;
}

/** How long an invite is good, for how many, and what it is for. */
export function InviteForm({ uri, make, onMade }: InviteFormProps) {
  const [term, setTerm] = useState<number | null>(dayS);
  const [max, setMax] = useState<number | null>(1);
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const words = detailsWords.invites;

  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    setIsBusy(true);
    const found = await make(uri, { expires_in: term, max_uses: max, note: note.trim() });
    setIsBusy(false);
    setProblem(found);
    if (found) return;
    setNote('');
    onMade();
  };

  return html`
    <form class="small-form" onSubmit=${submit} noValidate>
      <${Choice} label=${words.expires} values=${terms} value=${term} say=${words.term} onChoose=${setTerm} />
      <${Choice} label=${words.uses} values=${uses} value=${max} say=${words.maxUses} onChoose=${setMax} />
      <${TextField} label=${words.note} name="note" value=${note} onValue=${setNote} errors=${problem?.fields?.note} />
      <button type="submit" class="button button-primary" aria-disabled=${isBusy ? 'true' : undefined}>${words.make}</button>
      <${ProblemNote} text=${problemText(problem, ['note'])} />
    </form>
  `;
}

interface ChoiceProps {
  label: string;
  values: readonly (number | null)[];
  value: number | null;
  say(value: number | null): string;
  onChoose(value: number | null): void;
}

function Choice({ label, values, value, say, onChoose }: ChoiceProps) {
  const id = useId();
  const choose = (event: TargetedEvent<HTMLSelectElement>) =>
    onChoose(values[event.currentTarget.selectedIndex] ?? null);
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      <select id=${id} value=${String(value)} onChange=${choose}>
        ${values.map((each) => html`<option key=${String(each)} value=${String(each)}>${say(each)}</option>`)}
      </select>
    </div>
  `;
}
