import { html } from 'htm/preact';
import { useRef, useState } from 'preact/hooks';
import { Dialog } from '../../kit/forms/dialog.ts';
import { useShowDialog } from '../../kit/forms/use-show-dialog.ts';
import { Link } from '../../kit/links/link.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import { UnreadBadge } from '../../kit/unread-badge.ts';
import { pagePath } from '../../net/paths.ts';
import type { Chat, Room } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { insideWords } from '../../words/en/inside.ts';
import { panelWords } from '../../words/en/panels.ts';
import { peopleWords } from '../../words/en/people.ts';
import { type Problem, problemText } from '../../words/en/problems.ts';
import { createChatSettingsActions } from '../details/chat-settings-actions.ts';
import { roomName } from './room-actions.ts';

/** It belongs to nobody, and stays when the last one leaves. */
const lobbyUri = 'lobby';

interface RoomRowProps {
  room: Room;
  /** The room as one of my chats, if it is. */
  mine: Chat | undefined;
}

/** A room and the way in; for whoever is in it also the way out. */
export function RoomRow({ room, mine }: RoomRowProps) {
  const goOutOf = useActions(createChatSettingsActions).leave;
  const link = useRef<HTMLLIElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const showDialog = useShowDialog();
  const [problem, setProblem] = useState<Problem | null>(null);
  const name = roomName(mine ?? room);
  const { topic } = mine ?? room;
  const count = countOf(room, mine);
  const endsIt = mine?.member_count === 1 && room.uri !== lobbyUri;
  const { leave, view, open } = peopleWords.rooms;

  const goOut = async () => {
    dialog.current?.close();
    const found = await goOutOf(room.uri);
    setProblem(found);
    // The button is gone with the membership.
    link.current?.querySelector('a')?.focus();
  };

  const { question, consequenceAlone, confirm, stay } = panelWords.leave;
  return html`
    <li class="chat-item chat-item-split room" ref=${link}>
      <${Link} class="chat-link" href=${pagePath.chat(room.uri)} mayJoin=${Boolean(mine)}>
        <span class="chat-name one-line"><span class="visually-hidden">${mine ? open : view}${' '}</span><bdi>${name}</bdi></span>
        ${mine && html`<${UnreadBadge} of=${mine.uri} count=${mine.unread} chat=${mine} />`}
        <span class="chat-last one-line">${insideWords.chat.memberCount(count)}${topic && html` · <bdi>${topic}</bdi>`}</span>
        ${!mine && html`<span class="room-join" aria-hidden="true">${view}</span>`}
      <//>
      ${
        mine &&
        html`
          <button
            type="button"
            class="link-button"
            aria-label=${leave(name)}
            onClick=${() => (endsIt ? showDialog(dialog.current) : goOut())}
          >
            ${confirm}
          </button>
        `
      }
      <${ProblemNote} text=${problemText(problem)} />
      <${Dialog} dialog=${dialog} title=${question} text=${consequenceAlone}>
        <div class="dialog-buttons">
          <button type="button" class="button button-quiet" onClick=${() => dialog.current?.close()}>${stay}</button>
          <button type="button" class="button button-danger" onClick=${goOut}>${confirm}</button>
        </div>
      <//>
    </li>
  `;
}

/** The list was read a while ago: my own coming or going since then changes the number by one. */
function countOf(room: Room, mine: Chat | undefined): number {
  if (mine) return mine.member_count;
  return room.is_member ? room.member_count - 1 : room.member_count;
}
