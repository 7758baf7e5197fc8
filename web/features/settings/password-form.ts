import { html } from 'htm/preact';
import { useId, useState } from 'preact/hooks';
import { useForm } from '../../kit/forms/form.ts';
import { PasswordField } from '../../kit/forms/password-field.ts';
import type { User } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { settingsWords } from '../../words/en/settings.ts';
import { FormEnd } from './form-end.ts';
import { createSettingsActions } from './settings-actions.ts';

/** Another password, for someone who knows the present one. */
export function PasswordForm({ me }: { me: User }) {
  const settings = useActions(createSettingsActions);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [isDone, setIsDone] = useState(false);
  const headingId = useId();

  const { form, isBusy, problem, submit, generalBeside } = useForm(async () => {
    setIsDone(false);
    const found = await settings.changePassword(current, next);
    if (found) return found;
    setCurrent('');
    setNext('');
    setIsDone(true);
    return null;
  });

  const words = settingsWords.password;
  return html`
    <form class="card settings-part" ref=${form} noValidate aria-labelledby=${headingId} onSubmit=${submit}>
      <h2 id=${headingId}>${words.heading}</h2>
      <!-- For password managers: whose password this is. -->
      <input type="text" name="username" autocomplete="username" value=${me.username} readonly hidden />
      <${PasswordField}
        label=${words.current}
        name="current_password"
        value=${current}
        onValue=${setCurrent}
        errors=${problem?.fields?.current_password}
        isNew=${false}
      />
      <${PasswordField}
        label=${words.next}
        name="new_password"
        value=${next}
        onValue=${setNext}
        errors=${problem?.fields?.new_password}
        isNew=${true}
      />
      <${FormEnd}
        action=${words.change}
        isBusy=${isBusy}
        problem=${generalBeside('current_password', 'new_password')}
        done=${isDone && words.changed}
      />
    </form>
  `;
}
