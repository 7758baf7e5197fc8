import '../../kit/parts/inside-pages.ts';
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { browserStorage } from '../../browser/storage.ts';
import { CloseIcon } from '../../kit/pictures/icons.ts';
import { useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { insideWords } from '../../words/en/inside.ts';
import { panelWords } from '../../words/en/panels.ts';
import { putAway, readPutAway } from './put-away.ts';
import { toShow } from './to-show.ts';
import { useSeen } from './use-seen.ts';

/** What was said to everyone, on whatever screen one is, also before one came, until one puts it away on this device. */
export function Broadcasts() {
  const { state } = useStore();
  const told = useValue(state.broadcasts);
  const [storage] = useState(() => browserStorage(window));
  const [gone, setGone] = useState(() => readPutAway(storage));
  const { title, dismiss } = panelWords.broadcast;
  const now = new Date();
  const shown = toShow(told, gone, now.getTime());
  useSeen(shown.map(({ id }) => id));
  return html`
    <aside class="broadcasts" aria-label=${title}>
      ${shown.map(
        ({ id, message, created_at: at }) => html`
          <div class="broadcast" role="alert" key=${id}>
            <p>
              <strong>${title}</strong> <bdi>${message}</bdi>${' '}
              <time datetime=${at} title=${insideWords.exactTime(at)}>${insideWords.when(at, now)}</time>
            </p>
            <button type="button" class="icon-button" aria-label=${dismiss} onClick=${() => setGone(putAway(storage, gone, id))}>
              <${CloseIcon} />
            </button>
          </div>
        `,
      )}
    </aside>
  `;
}
