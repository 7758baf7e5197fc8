import { html } from 'htm/preact';
import { useId } from 'preact/hooks';

interface ChoiceProps<Value extends string> {
  words: { heading: string; label: string; choices: Readonly<Record<Value, string>> };
  value: Value;
  onValue(value: Value): void;
}

/** One of a few, in force as soon as it is chosen. */
export function Choice<Value extends string>({ words, value, onValue }: ChoiceProps<Value>) {
  const id = useId();
  return html`
    <section class="card settings-part" aria-labelledby=${id}>
      <h2 id=${id}>${words.heading}</h2>
      <fieldset class="choices">
        <legend>${words.label}</legend>
        ${(Object.entries(words.choices) as [Value, string][]).map(
          ([choice, text]) => html`
            <label class="choice" key=${choice}>
              <input type="radio" name=${id} checked=${choice === value} onChange=${() => onValue(choice)} />
              ${text}
            </label>
          `,
        )}
      </fieldset>
    </section>
  `;
}
