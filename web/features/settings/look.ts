import { html } from 'htm/preact';
import { useId } from 'preact/hooks';
import { useInside } from '../../store/context.ts';
import type { Theme } from '../../store/preferences.ts';
import { useValue } from '../../store/use-value.ts';
import { settingsWords } from '../../words/en/settings.ts';

const themes = ['system', 'light', 'dark'] as const satisfies readonly Theme[];

/** The theme, which changes under one's eyes. */
export function Look() {
  const { preferences } = useInside();
  const { theme } = useValue(preferences.now);
  const id = useId();
  const words = settingsWords.look;
  return html`
    <section class="card settings-part" aria-labelledby=${id}>
      <h2 id=${id}>${words.heading}</h2>
      <fieldset class="choices">
        <legend class="visually-hidden">${words.label}</legend>
        ${themes.map(
          (value) => html`
            <label class="choice" key=${value}>
              <input
                type="radio"
                name=${id}
                checked=${value === theme}
                onChange=${() => preferences.change({ theme: value })}
              />
              ${words.themes[value]}
            </label>
          `,
        )}
      </fieldset>
    </section>
  `;
}
