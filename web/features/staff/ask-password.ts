import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from '../../kit/forms/dialog.ts';
import { useForm } from '../../kit/forms/form.ts';
import { PasswordField } from '../../kit/forms/password-field.ts';
import { useShowDialog } from '../../kit/forms/use-show-dialog.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { Problem } from '../../words/en/problems.ts';
import { staffWords } from '../../words/en/staff.ts';

interface AskPasswordProps {
  title: string;
  consequence: string;
  confirm: string;
  /** Does it, by the password. */
  onConfirm(password: string): Promise<Problem | null>;
  /** `isDone`: or it was thought better of. */
  onClose(isDone: boolean): void;
}

/** For what is not undone, or gives power: open as long as it is drawn. */
export function AskPassword({ title, consequence, confirm, onConfirm, onClose }: AskPasswordProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const isDone = useRef(false);
  const showDialog = useShowDialog();
  const [password, setPassword] = useState('');
  useLayoutEffect(() => showDialog(dialog.current), []);

  const { form, isBusy, problem, submit, generalBeside } = useForm(async () => {
    const found = await onConfirm(password);
    isDone.current = found === null;
    if (!found) dialog.current?.close();
    return found;
  });

  return html`
    <${Dialog} dialog=${dialog} title=${title} text=${consequence} onClose=${() => onClose(isDone.current)}>
      <form class="settings-part" ref=${form} noValidate onSubmit=${submit}>
        <${PasswordField}
          label=${staffWords.password}
          name="current_password"
          value=${password}
          onValue=${setPassword}
          errors=${problem?.fields?.current_password}
          isNew=${false}
        />
        <${ProblemNote} text=${generalBeside('current_password')} />
        <div class="dialog-buttons">
          <button type="button" class="button button-quiet" onClick=${() => dialog.current?.close()}>${staffWords.cancel}</button>
          <button type="submit" class="button button-danger" aria-disabled=${isBusy ? 'true' : undefined}>${confirm}</button>
        </div>
      </form>
    <//>
  `;
}
