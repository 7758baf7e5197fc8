import { html } from 'htm/preact';
import { useInside } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { settingsWords } from '../../words/en/settings.ts';
import { Choice } from './choice.ts';

/** What the Enter key does on this device, from the next key on. */
export function Writing() {
  const { preferences } = useInside();
  const { enterKey } = useValue(preferences.now);
  return html`
    <${Choice} words=${settingsWords.writing} value=${enterKey} onValue=${(chosen: typeof enterKey) => preferences.change({ enterKey: chosen })} />
  `;
}
