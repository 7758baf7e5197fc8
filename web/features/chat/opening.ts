import { html } from 'htm/preact';
import { LineNotice } from '../../kit/page/line-notice.ts';
import { useTitle } from '../../kit/page/title.ts';
import { words } from '../../words/words.ts';

/** While a chat is on its way. */
export function Opening() {
  useTitle(words.chat.opening);
  return html`
    <${LineNotice} />
    <main class="page-main quiet"><p role="status">${words.chat.opening}</p></main>
  `;
}
