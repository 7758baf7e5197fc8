import { html } from 'htm/preact';
import { personName } from '../../kit/person-name.ts';
import type { User } from '../../net/wire.ts';
import type { Notice } from '../../store/world/world.ts';
import { insideWords } from '../../words/en/inside.ts';
import { TimeNotice } from '../disappearing/door.ts';

/** Word in the talk of who came, went, pinned something or set after how long messages disappear. */
export function NoticeRow({ notice, me }: { notice: Notice; me: User }) {
  const { kind, user, by, after = null, at } = notice;
  const { removed, ...chat } = insideWords.chat;
  const name = personName(user);
  const said =
    by !== undefined
      ? removed(name, by && (by.id === me.id ? insideWords.message.yours : by.display_name))
      : kind === 'pinned' && user.id === me.id
        ? chat.youPinned
        : kind === 'time'
          ? html`<${TimeNotice} name=${user.id === me.id ? null : name} after=${after} />`
          : chat[kind](name);
  return html`
    <li class="notice-row">
      <bdi>${said}</bdi>
      <time datetime=${at} title=${insideWords.exactTime(at)}>${insideWords.time(at)}</time>
    </li>
  `;
}
