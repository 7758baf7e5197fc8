import { html } from 'htm/preact';
import { Mark } from '../kit/icons.ts';
import { useTitle } from '../kit/page/title.ts';
import { insideWords } from '../words/inside.ts';
import { words } from '../words/words.ts';

/** What stands beside the list while no chat is open. */
export function Home() {
  useTitle(insideWords.home.chats);
  return html`<main class="home"><${Mark} /><h1 class="visually-hidden">${words.product}</h1><p>${insideWords.home.pick}</p></main>`;
}
