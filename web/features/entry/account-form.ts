import { html } from 'htm/preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { sendsMail } from '../../browser/sends-mail.ts';
import { useForm } from '../../kit/forms/form.ts';
import { PasswordField } from '../../kit/forms/password-field.ts';
import { TextField } from '../../kit/forms/text-field.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import { useStore } from '../../store/context.ts';
import { isUnwanted } from '../../store/state.ts';
import { useValue } from '../../store/use-value.ts';
import { entryWords } from '../../words/en/entry.ts';
import { formWords } from '../../words/en/forms.ts';
import { useEntryActions } from './entry-actions.ts';
import type { Way } from './way.ts';

interface AccountFormProps {
  isSignUp: boolean;
  /** One may go on without an account. */
  isGuestWelcome: boolean;
  describedBy: string;
  onWay(way: Way): void;
  onEntered?(): void;
}

/** Sign-up and log-in in one place. It changes no address, so whoever came by a link is still there afterwards. */
export function AccountForm({ isSignUp, isGuestWelcome, describedBy, onWay, onEntered }: AccountFormProps) {
  const { state } = useStore();
  const entry = useEntryActions();
  const farewell = useValue(state.farewell);
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const firstField = useRef<HTMLInputElement>(null);
  const headingId = useId();
  useLayoutEffect(() => firstField.current?.focus(), [isSignUp]);

  const { form, isBusy, problem, setProblem, submit, generalBeside } = useForm(async () => {
    const refused = isSignUp ? await entry.signUp({ username, password }) : null;
    const found = refused ?? (await entry.logIn({ username, password }));
    if (!found) onEntered?.();
    if (!isSignUp || refused || !found) return found;
    // The account is there all the same: signing up once more would only say that the name is taken.
    onWay('logIn');
    return { code: 'log_in_failed' };
  });

  const change = (way: Way) => {
    onWay(way);
    setProblem(null);
  };

  const { account, guest } = entryWords;
  const action = isSignUp ? account.signUp : account.logIn;
  const note = generalBeside('username', 'password') ?? (isUnwanted(farewell) ? account.expired : null);
  return html`
    <form
      class="card account-form"
      ref=${form}
      noValidate
      aria-labelledby=${headingId}
      aria-describedby=${describedBy}
      onSubmit=${submit}
    >
      <h2 id=${headingId}>${action}</h2>
      <${ProblemNote} text=${note} />
      <${TextField}
        label=${formWords.username}
        name="username"
        autocomplete="username"
        value=${username}
        onValue=${setUsername}
        errors=${problem?.fields?.username}
        inputRef=${firstField}
      />
      <${PasswordField}
        value=${password}
        onValue=${setPassword}
        errors=${problem?.fields?.password}
        isNew=${isSignUp}
      />
      <button type="submit" class="button button-primary" aria-disabled=${isBusy ? 'true' : undefined}>
        ${isBusy ? account.working : action}
      </button>
      ${
        !isSignUp &&
        sendsMail() &&
        html`
          <p class="account-other">
            <button type="button" class="link-button" onClick=${() => onWay('forgot')}>${account.forgot}</button>
          </p>
        `
      }
      <p class="account-other">
        ${isSignUp ? account.haveAccount : account.noAccount}
        ${' '}
        <button type="button" class="link-button" onClick=${() => change(isSignUp ? 'logIn' : 'signUp')}>
          ${isSignUp ? account.logIn : account.signUp}
        </button>
        ${
          isGuestWelcome &&
          html`<button type="button" class="link-button" onClick=${() => change('guest')}>${guest.without}</button>`
        }
      </p>
    </form>
  `;
}
