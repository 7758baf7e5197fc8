import { html } from 'htm/preact';
import { personName } from '../../kit/person-name.ts';
import type { User } from '../../net/wire.ts';
import type { Notice } from '../../store/world/world.ts';
import { insideWords } from '../../words/en/inside.ts';
import { TimeNotice } from '../disappearing/door.ts';

/** Word in the talk of who came, went, pinned something or set after how long messages disappear. */
export function NoticeRow({ notice, me }: { notice: Notice; me: User }) {
  const { kind, user, by, after = null, at } = notice;
  const { chat } = insideWords;
  const name = personName(user);
  const isMine = user.id === me.id;
  const said =
    by !== undefined
      ? by?.id === me.id
        ? chat.youRemoved(name)
        : chat.removed(name, by?.display_name)
      : kind === 'time'
        ? html`<${TimeNotice} name=${isMine ? null : name} after=${after} />`
        : isMine && kind === 'pinned'
          ? chat.youPinned
          : chat[kind](name);
  return html`
    <li class="notice-row">
      <span>${said}</span>
      <time datetime=${at} title=${insideWords.exactTime(at)}>${insideWords.time(at)}</time>
    </li>
  `;
}
