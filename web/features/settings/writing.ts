import { html } from 'htm/preact';
import { useId } from 'preact/hooks';
import { useInside } from '../../store/context.ts';
import type { EnterKey } from '../../store/preferences.ts';
import { useValue } from '../../store/use-value.ts';
import { settingsWords } from '../../words/en/settings.ts';

const keys = ['device', 'sends', 'breaks'] as const satisfies readonly EnterKey[];

/** What the Enter key does on this device, from the next key on. */
export function Writing() {
  const { preferences } = useInside();
  const { enterKey } = useValue(preferences.now);
  const id = useId();
  const words = settingsWords.writing;
  return html`
    <section class="card settings-part" aria-labelledby=${id}>
      <h2 id=${id}>${words.heading}</h2>
      <fieldset class="choices">
        <legend>${words.label}</legend>
        ${keys.map(
          (value) => html`
            <label class="choice" key=${value}>
              <input
                type="radio"
                name=${id}
                checked=${value === enterKey}
                onChange=${() => preferences.change({ enterKey: value })}
              />
              ${words.keys[value]}
            </label>
          `,
        )}
      </fieldset>
    </section>
  `;
}
