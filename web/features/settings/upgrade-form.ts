import { html } from 'htm/preact';
import type { RefObject } from 'preact';
import { useId, useState } from 'preact/hooks';
import { useForm } from '../../kit/forms/form.ts';
import { PasswordField } from '../../kit/forms/password-field.ts';
import { TextField } from '../../kit/forms/text-field.ts';
import { useActions } from '../../store/context.ts';
import { formWords } from '../../words/en/forms.ts';
import { settingsWords } from '../../words/en/settings.ts';
import { FormEnd } from './form-end.ts';
import { createSettingsActions } from './settings-actions.ts';

interface UpgradeFormProps {
  firstField: RefObject<HTMLInputElement>;
  onDone(username: string): void;
}

/** From a guest to an account, with everything that is theirs. */
export function UpgradeForm({ firstField, onDone }: UpgradeFormProps) {
  const settings = useActions(createSettingsActions);
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const headingId = useId();

  const { form, isBusy, problem, submit, generalBeside } = useForm(async () => {
    const found = await settings.upgrade({ username, password });
    if (!found) onDone(username.trim());
    return found;
  });

  const words = settingsWords.upgrade;
  return html`
    <form
      class="card settings-part"
      ref=${form}
      noValidate
      aria-labelledby=${headingId}
      aria-describedby="${headingId}-text"
      onSubmit=${submit}
    >
      <h2 id=${headingId}>${words.heading}</h2>
      <p id="${headingId}-text">${words.text}</p>
      <${TextField}
        label=${formWords.username}
        name="username"
        autocomplete="username"
        value=${username}
        onValue=${setUsername}
        errors=${problem?.fields?.username}
        inputRef=${firstField}
      />
      <${PasswordField} value=${password} onValue=${setPassword} errors=${problem?.fields?.password} isNew=${true} />
      <${FormEnd}
        action=${words.make}
        isBusy=${isBusy}
        problem=${generalBeside('username', 'password')}
        done=${null}
      />
    </form>
  `;
}
