import { html } from 'htm/preact';
import { useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { words } from '../../words/en/words.ts';
import { AlertIcon } from '../pictures/icons.ts';

/** Says so while the server does not answer, and goes away by itself. */
export function LineBar() {
  const { state, actions } = useStore();
  const line = useValue(state.line);
  return html`
    <div class="line-bar" role="status">
      ${
        line !== 'up' &&
        html`
          <p class="line-bar-text">
            <${AlertIcon} />
            <span>${words.line[line]}</span>
            ${
              // The server named the time when it is busy: trying before that would not be kind.
              line !== 'busy' &&
              html`<button type="button" class="link-button" onClick=${actions.tryNow}>${words.line.tryNow}</button>`
            }
          </p>
        `
      }
    </div>
  `;
}
