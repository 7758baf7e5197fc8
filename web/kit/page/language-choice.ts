import { html } from 'htm/preact';
import type { TargetedEvent } from 'preact';
import { chooseLanguage } from '../../browser/language.ts';
import { words } from '../../words/en/words.ts';
import { languages } from '../../words/languages.ts';

/** For whoever is not inside yet, where the settings are. */
export function LanguageChoice() {
  const choose = ({ currentTarget }: TargetedEvent<HTMLSelectElement>) =>
    chooseLanguage(window, currentTarget.value);
  return html`
    <select class="language-choice" aria-label=${words.language} value=${document.documentElement.lang} onChange=${choose}>
      ${Object.entries(languages).map(
        ([language, name]) =>
          html`<option key=${language} value=${language} lang=${language}>${name}</option>`,
      )}
    </select>
  `;
}
