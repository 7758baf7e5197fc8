import { html } from 'htm/preact';
import type { Notice } from '../../store/world/world.ts';
import { words } from '../../words/words.ts';

/** Word in the talk of who came or went. */
export function NoticeRow({ notice }: { notice: Notice }) {
  const { kind, user, at } = notice;
  return html`
    <li class="notice-row">
      <bdi>${words.chat[kind](user.display_name)}</bdi>
      <time datetime=${at} title=${words.exactTime(at)}>${words.time(at)}</time>
    </li>
  `;
}
