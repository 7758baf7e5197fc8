import { html } from 'htm/preact';
import { useTitle } from '../kit/page/title.ts';
import { Mark } from '../kit/pictures/icons.ts';
import { insideWords } from '../words/en/inside.ts';
import { words } from '../words/en/words.ts';

/** What stands beside the list while no chat is open. */
export function Home() {
  useTitle(insideWords.home.chats);
  return html`<main class="home"><${Mark} /><h1 class="visually-hidden">${words.product}</h1><p>${insideWords.home.pick}</p></main>`;
}
