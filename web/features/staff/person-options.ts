import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from '../../kit/forms/dialog.ts';
import { useShowDialog } from '../../kit/forms/use-show-dialog.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { StaffPerson } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { type Problem, problemText } from '../../words/en/problems.ts';
import { staffWords } from '../../words/en/staff.ts';
import { AskPassword } from './ask-password.ts';
import { createStaffActions } from './staff-actions.ts';

type Step = 'makeStaff' | 'unmakeStaff' | 'remove';

interface PersonOptionsProps {
  person: StaffPerson;
  /** Something about somebody is otherwise now. */
  onChange(): void;
  onClose(): void;
}

/** What staff may do about one person; to staff, nothing but to take that right. */
export function PersonOptions({ person, onChange, onClose }: PersonOptionsProps) {
  const actions = useActions(createStaffActions);
  const dialog = useRef<HTMLDialogElement>(null);
  const showDialog = useShowDialog();
  const [step, setStep] = useState<Step | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isDone, setIsDone] = useState(false);
  const { username, display_name: name, is_staff, is_guest, disabled } = person;
  const words = staffWords.people;
  useLayoutEffect(() => showDialog(dialog.current), []);

  const attempt = async (doing: Promise<Problem | null>) => {
    setIsDone(false);
    const found = await doing;
    setProblem(found);
    setIsDone(found === null);
    if (!found) onChange();
  };

  const choice = (text: string, onClick: () => void, kind = 'button-quiet') =>
    html`<button type="button" class="button ${kind}" key=${text} onClick=${onClick}>${text}</button>`;

  const confirmed = {
    makeStaff: (password: string) => actions.setStaff(username, true, password),
    unmakeStaff: (password: string) => actions.setStaff(username, false, password),
    remove: (password: string) => actions.remove(username, password),
  };

  const onAsked = (wasDone: boolean) => {
    setStep(null);
    if (!wasDone) return;
    onChange();
    dialog.current?.close();
  };

  return html`
    <${Dialog} dialog=${dialog} title=${name} text=${html`<bdi>@${username}</bdi>`} onClose=${onClose}>
      <${ProblemNote} text=${problemText(problem)} />
      <p class="small-note" role="status">${isDone && words.done}</p>
      <div class="dialog-choices">
        ${!is_staff && choice(disabled ? words.enable : words.disable, () => attempt(actions.disable(username, !disabled)))}
        ${!is_staff && choice(words.logOut, () => attempt(actions.logOut(username)))}
        ${!is_staff && !is_guest && !disabled && choice(words.makeStaff.action, () => setStep('makeStaff'))}
        ${is_staff && choice(words.unmakeStaff.action, () => setStep('unmakeStaff'))}
        ${!is_staff && choice(words.remove.action, () => setStep('remove'), 'button-danger')}
        ${choice(words.close, () => dialog.current?.close())}
      </div>
      ${
        step &&
        html`
          <${AskPassword}
            key=${step}
            title=${words[step].question(name)}
            consequence=${words[step].consequence}
            confirm=${words[step].confirm}
            onConfirm=${confirmed[step]}
            onClose=${onAsked}
          />
        `
      }
    <//>
  `;
}
