import { html } from 'htm/preact';
import { chooseLanguage, chosenLanguage } from '../../browser/language.ts';
import { settingsWords } from '../../words/en/settings.ts';
import { languages } from '../../words/languages.ts';
import { Choice } from './choice.ts';

/** The browser's language, or another on this device: the page opens anew in it. */
export function Language() {
  const { heading, label, asBrowser } = settingsWords.language;
  const words = { heading, label, choices: { browser: asBrowser, ...languages } };
  return html`
    <${Choice}
      words=${words}
      value=${chosenLanguage(document) ?? 'browser'}
      onValue=${(chosen: string) => chooseLanguage(window, chosen === 'browser' ? null : chosen)}
    />
  `;
}
