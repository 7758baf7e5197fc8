import { html } from 'htm/preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useForm } from '../../kit/forms/form.ts';
import { TextField } from '../../kit/forms/text-field.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import { mailWords } from '../../words/en/mail.ts';
import { useMailActions } from './mail-actions.ts';

/** In the place of the log-in: asks for a link to a new password, and says what to look for. */
export function ForgotPassword({ onBack }: { onBack(): void }) {
  const { askForNewPassword } = useMailActions();
  const [email, setEmail] = useState('');
  const [isSent, setIsSent] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useLayoutEffect(() => field.current?.focus(), []);

  const { form, isBusy, problem, submit, generalBeside } = useForm(async () => {
    const found = await askForNewPassword(email);
    setIsSent(!found);
    return found;
  });

  const words = mailWords.forgot;
  return html`
    <form
      class="card account-form"
      ref=${form}
      noValidate
      aria-labelledby=${id}
      aria-describedby="${id}-text"
      onSubmit=${submit}
    >
      <h2 id=${id}>${words.heading}</h2>
      <p id="${id}-text">${words.text}</p>
      <${TextField}
        label=${words.email}
        name="email"
        type="email"
        autocomplete="email"
        value=${email}
        onValue=${setEmail}
        errors=${problem?.fields?.email}
        inputRef=${field}
      />
      <${ProblemNote} text=${generalBeside('email')} />
      <p role="status">${isSent && words.sent}</p>
      <button type="submit" class="button button-primary" aria-disabled=${isBusy ? 'true' : undefined}>
        ${isBusy ? mailWords.working : words.send}
      </button>
      <p class="account-other">
        <button type="button" class="link-button" onClick=${onBack}>${words.back}</button>
      </p>
    </form>
  `;
}
