import { html } from 'htm/preact';
import { LineBar } from '../../kit/page/line-bar.ts';
import { useTitle } from '../../kit/page/title.ts';
import { insideWords } from '../../words/en/inside.ts';

/** While a chat is on its way. */
export function Opening() {
  useTitle(insideWords.chat.opening);
  return html`
    <${LineBar} />
    <main class="page-main quiet"><p role="status">${insideWords.chat.opening}</p></main>
  `;
}
