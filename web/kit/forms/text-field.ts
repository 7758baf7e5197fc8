import { html } from 'htm/preact';
import type { ComponentChildren, Ref, TargetedInputEvent } from 'preact';
import { useId } from 'preact/hooks';

interface TextFieldProps {
  label: string;
  name: string;
  value: string;
  onValue(value: string): void;
  /** What is wrong with it, in sentences. */
  errors?: readonly string[] | undefined;
  hint?: string | undefined;
  type?: 'text' | 'password' | 'email';
  autocomplete?: string;
  inputRef?: Ref<HTMLInputElement>;
  /** For a field with a list to choose from: the ids of the list and of what is chosen in it. */
  combobox?: { list: string; active: string | undefined };
  /** Stands at the end of the field, inside it. */
  children?: ComponentChildren;
}

/** A labelled line of text, with its hint and its errors tied to it for those who don't see the page. */
export function TextField(props: TextFieldProps) {
  const {
    label,
    name,
    value,
    onValue,
    errors = [],
    hint,
    type = 'text',
    autocomplete = 'off',
    combobox,
  } = props;
  const id = useId();
  const isInvalid = errors.length > 0;
  const described = [isInvalid && `${id}-errors`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      <div class="field-box">
        <input
          id=${id}
          ref=${props.inputRef}
          name=${name}
          type=${type}
          dir="auto"
          value=${value}
          autocomplete=${autocomplete}
          autocapitalize="none"
          spellcheck=${false}
          aria-invalid=${isInvalid ? 'true' : undefined}
          aria-describedby=${described || undefined}
          ...${combobox && comboboxAttributes(combobox)}
          onInput=${(event: TargetedInputEvent<HTMLInputElement>) => onValue(event.currentTarget.value)}
        />
        ${props.children}
      </div>
      ${hint && html`<p class="field-hint" id="${id}-hint">${hint}</p>`}
      ${
        isInvalid &&
        html`
          <ul class="field-errors" id="${id}-errors">
            ${errors.map((sentence) => html`<li key=${sentence}>${sentence}</li>`)}
          </ul>
        `
      }
    </div>
  `;
}

function comboboxAttributes({ list, active }: NonNullable<TextFieldProps['combobox']>) {
  return {
    role: 'combobox',
    'aria-expanded': 'true',
    'aria-autocomplete': 'list',
    'aria-controls': list,
    'aria-activedescendant': active,
  };
}
