import { html } from 'htm/preact';
import { useId, useState } from 'preact/hooks';
import { useForm } from '../../kit/forms/form.ts';
import { PasswordField } from '../../kit/forms/password-field.ts';
import { Page } from '../../kit/page/page.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import { mailWords } from '../../words/en/mail.ts';
import { type Link, type Opened, useMailActions } from './mail-actions.ts';

interface NewPasswordProps {
  link: Link;
  /** Told when it is done, or the link is good for nothing. */
  onOpened(opened: Opened): void;
}

/** Another password, for whoever has the mailbox. */
export function NewPassword({ link, onOpened }: NewPasswordProps) {
  const { choosePassword } = useMailActions();
  const [password, setPassword] = useState('');
  const id = useId();

  const { form, isBusy, problem, submit, generalBeside } = useForm(async () => {
    const opened = await choosePassword(link, password);
    if (typeof opened === 'object') return opened;
    onOpened(opened);
    return null;
  });

  const words = mailWords.newPassword;
  return html`
    <${Page} title=${words.heading} class="preview">
      <form class="card account-form" ref=${form} noValidate aria-labelledby=${id} onSubmit=${submit}>
        <h1 id=${id}>${words.heading}</h1>
        <p>${words.text}</p>
        <${PasswordField}
          label=${words.label}
          name="new_password"
          value=${password}
          onValue=${setPassword}
          errors=${problem?.fields?.new_password}
          isNew=${true}
        />
        <${ProblemNote} text=${generalBeside('new_password')} />
        <button type="submit" class="button button-primary" aria-disabled=${isBusy ? 'true' : undefined}>
          ${isBusy ? mailWords.working : words.save}
        </button>
      </form>
    <//>
  `;
}
