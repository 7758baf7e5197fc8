import '../../kit/parts/inside-pages.ts';
import { html } from 'htm/preact';
import { CloseIcon } from '../../kit/pictures/icons.ts';
import { useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { panelWords } from '../../words/en/panels.ts';

/** What was said to everyone, on whatever screen one is, until one puts it away. */
export function Broadcasts() {
  const { state } = useStore();
  const broadcasts = useValue(state.broadcasts);
  const dismiss = (id: string) => {
    state.broadcasts.value = state.broadcasts.value.filter((broadcast) => broadcast.id !== id);
  };
  const { title, dismiss: dismissWord } = panelWords.broadcast;
  return html`
    <aside class="broadcasts" aria-label=${title}>
      ${broadcasts.map(
        ({ id, message }) => html`
          <div class="broadcast" role="alert" key=${id}>
            <p><strong>${title}</strong> <bdi>${message}</bdi></p>
            <button type="button" class="icon-button" aria-label=${dismissWord} onClick=${() => dismiss(id)}>
              <${CloseIcon} />
            </button>
          </div>
        `,
      )}
    </aside>
  `;
}
