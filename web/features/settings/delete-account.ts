import { html } from 'htm/preact';
import { useId, useRef, useState } from 'preact/hooks';
import { Dialog } from '../../kit/forms/dialog.ts';
import { useForm } from '../../kit/forms/form.ts';
import { PasswordField } from '../../kit/forms/password-field.ts';
import { useShowDialog } from '../../kit/forms/use-show-dialog.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { User } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { settingsWords } from '../../words/en/settings.ts';
import { createSettingsActions } from './settings-actions.ts';

interface DeleteAccountProps {
  me: User;
  /** A guest would rather have an account. */
  onMakeAccount(): void;
}

/** The end of an account, after saying what that means. A guest has no password to ask for. */
export function DeleteAccount({ me, onMakeAccount }: DeleteAccountProps) {
  const settings = useActions(createSettingsActions);
  const dialog = useRef<HTMLDialogElement>(null);
  const showDialog = useShowDialog();
  const [password, setPassword] = useState('');
  const id = useId();

  const { form, isBusy, problem, setProblem, submit, generalBeside } = useForm(() =>
    settings.deleteAccount(me.is_guest ? null : password),
  );

  const forget = () => {
    setPassword('');
    setProblem(null);
  };

  const makeAccount = () => {
    dialog.current?.close();
    onMakeAccount();
  };

  const words = settingsWords.deletion;
  const heading = me.is_guest ? words.headingGuest : words.heading;
  return html`
    <section class="card settings-part" aria-labelledby=${id}>
      <h2 id=${id}>${heading}</h2>
      <div class="settings-buttons">
        <button type="button" class="button button-danger" onClick=${() => showDialog(dialog.current)}>
          ${heading}
        </button>
      </div>
      <${Dialog} dialog=${dialog} title=${me.is_guest ? words.question.guest : words.question.account} text=${me.is_guest ? words.guestLoses(me.display_name) : words.consequence} onClose=${forget}>
        <form class="settings-part" ref=${form} noValidate onSubmit=${submit}>
          ${
            !me.is_guest &&
            html`
              <${PasswordField}
                label=${settingsWords.password.current}
                name="current_password"
                value=${password}
                onValue=${setPassword}
                errors=${problem?.fields?.current_password}
                isNew=${false}
              />
            `
          }
          <${ProblemNote} text=${generalBeside('current_password')} />
          <div class="dialog-buttons">
            <button type="button" class="button button-quiet" onClick=${() => dialog.current?.close()}>
              ${words.keep}
            </button>
            ${me.is_guest && html`<button type="button" class="button button-primary" onClick=${makeAccount}>${settingsWords.leaving.makeAccount}</button>`}
            <button type="submit" class="button button-danger" aria-disabled=${isBusy ? 'true' : undefined}>
              ${words.confirm}
            </button>
          </div>
        </form>
      <//>
    </section>
  `;
}
