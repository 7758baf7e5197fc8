import { html } from 'htm/preact';
import { useInside } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { settingsWords } from '../../words/en/settings.ts';
import { Choice } from './choice.ts';

/** Which moods stand beside messages on this device. */
export function Moods() {
  const { preferences } = useInside();
  const { moods } = useValue(preferences.now);
  return html`
    <${Choice} words=${settingsWords.moods} value=${moods} onValue=${(chosen: typeof moods) => preferences.change({ moods: chosen })} />
  `;
}
