import { html } from 'htm/preact';
import type { Notice } from '../../store/world/world.ts';
import { insideWords } from '../../words/en/inside.ts';

/** Word in the talk of who came or went. */
export function NoticeRow({ notice }: { notice: Notice }) {
  const { kind, user, at } = notice;
  return html`
    <li class="notice-row">
      <bdi>${insideWords.chat[kind](user.display_name)}</bdi>
      <time datetime=${at} title=${insideWords.exactTime(at)}>${insideWords.time(at)}</time>
    </li>
  `;
}
