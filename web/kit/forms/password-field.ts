import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { formWords } from '../../words/en/forms.ts';
import { HiddenIcon, ShownIcon } from '../pictures/icons.ts';
import { TextField } from './text-field.ts';

interface PasswordFieldProps {
  /** Where another one stands beside it. */
  label?: string;
  name?: string;
  value: string;
  onValue(value: string): void;
  errors?: readonly string[] | undefined;
  /** A new password has a hint, and a password manager offers to make one. */
  isNew: boolean;
}

/** A password with a way to look at it: that spares people typing it twice. */
export function PasswordField({ label, name, value, onValue, errors, isNew }: PasswordFieldProps) {
  const [isShown, setIsShown] = useState(false);
  return html`
    <${TextField}
      label=${label ?? formWords.password}
      name=${name ?? 'password'}
      type=${isShown ? 'text' : 'password'}
      value=${value}
      onValue=${onValue}
      errors=${errors}
      hint=${isNew ? formWords.passwordHint : undefined}
      autocomplete=${isNew ? 'new-password' : 'current-password'}
    >
      <button
        type="button"
        class="icon-button"
        aria-label=${isShown ? formWords.hidePassword : formWords.showPassword}
        onClick=${() => setIsShown(!isShown)}
      >
        ${isShown ? html`<${HiddenIcon} />` : html`<${ShownIcon} />`}
      </button>
    <//>
  `;
}
