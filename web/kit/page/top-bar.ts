import { html } from 'htm/preact';
import { pagePath } from '../../net/paths.ts';
import { useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { words } from '../../words/en/words.ts';
import { Link } from '../links/link.ts';
import { Avatar } from '../pictures/avatar.ts';
import { Mark } from '../pictures/icons.ts';
import { LanguageChoice } from './language-choice.ts';

/** The head of a page that has no list or chat on it. */
export function TopBar() {
  const { state, actions } = useStore();
  const me = useValue(state.session)?.user;
  return html`
    <header class="top-bar">
      <${Link} class="brand" href=${pagePath.home}><${Mark} />${words.product}<//>
      ${
        me
          ? html`
          <div class="top-bar-account">
            <${Link} class="top-bar-me" href=${pagePath.settings} aria-label=${words.settings(me.display_name)}>
              <${Avatar} user=${me} />
              <bdi class="top-bar-name one-line">${me.display_name}</bdi>
            <//>
            <button type="button" class="button button-quiet" onClick=${actions.askToLogOut}>
              ${words.logOut}
            </button>
          </div>
        `
          : html`<${LanguageChoice} />`
      }
    </header>
  `;
}
