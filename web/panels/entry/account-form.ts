import { html } from 'htm/preact';
import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { ProblemNote } from '../../components/problem-note.ts';
import { entryWords } from '../../entry-words.ts';
import { useStore } from '../../store/context.ts';
import type { Problem } from '../../store/problem.ts';
import { useValue } from '../../store/use-value.ts';
import { TextField } from '../text-field.ts';
import { PasswordField } from './password-field.ts';

type Mode = 'signUp' | 'logIn';

interface AccountFormProps {
  /** For someone who has no account yet, as far as we know; others are asked to log in. */
  isNewcomer: boolean;
  /** The id of what says why one is asked: read out together with the form's name. */
  describedBy?: string;
}

/** Sign-up and log-in in one place. It changes no address, so whoever came by a link is still there afterwards. */
export function AccountForm({ isNewcomer, describedBy }: AccountFormProps) {
  const { state, actions } = useStore();
  const farewell = useValue(state.farewell);
  const [mode, setMode] = useState<Mode>(isNewcomer ? 'signUp' : 'logIn');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const firstField = useRef<HTMLInputElement>(null);
  const headingId = useId();
  const isSignUp = mode === 'signUp';

  useEffect(() => firstField.current?.focus(), [mode]);
  useEffect(() => {
    if (problem) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [problem]);

  const change = (next: Mode) => {
    setMode(next);
    setProblem(null);
  };

  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    setIsBusy(true);
    setProblem(null);
    const refused = isSignUp ? await actions.account.signUp({ username, password }) : null;
    const found = refused ?? (await actions.account.logIn({ username, password }));
    setIsBusy(false);
    // The account is there all the same: signing up once more would only say that the name is taken.
    if (isSignUp && !refused && found) {
      setMode('logIn');
      setProblem({ general: entryWords.account.signedUpOnly, fields: {} });
    } else setProblem(found);
  };

  const account = entryWords.account;
  const { username: _name, password: _password, ...elsewhere } = problem?.fields ?? {};
  // A sentence about a field that does not stand here has no other place.
  const general = problem?.general ?? (Object.values(elsewhere).flat().join(' ') || null);
  const note = general ?? (farewell === 'expired' ? account.expired : null);
  return html`
    <form
      class="card account-form"
      ref=${form}
      noValidate
      aria-labelledby=${headingId}
      aria-describedby=${describedBy}
      onSubmit=${submit}
    >
      <h2 id=${headingId}>${isSignUp ? account.signUp : account.logIn}</h2>
      <${ProblemNote} text=${note} />
      <${TextField}
        label=${account.username}
        name="username"
        autocomplete="username"
        value=${username}
        onValue=${setUsername}
        errors=${problem?.fields.username}
        inputRef=${firstField}
      />
      <${PasswordField}
        value=${password}
        onValue=${setPassword}
        errors=${problem?.fields.password}
        isNew=${isSignUp}
      />
      <button type="submit" class="button button-primary" aria-disabled=${isBusy ? 'true' : undefined}>
        ${isBusy ? account.working : isSignUp ? account.signUp : account.logIn}
      </button>
      <p class="account-other">
        ${isSignUp ? account.haveAccount : account.noAccount}
        ${' '}
        <button type="button" class="link-button" onClick=${() => change(isSignUp ? 'logIn' : 'signUp')}>
          ${isSignUp ? account.logIn : account.signUp}
        </button>
      </p>
    </form>
  `;
}
