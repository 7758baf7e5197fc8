import { problemText } from '../../words/en/problems.ts';
import '../../kit/parts/form-parts.ts';
import '../../kit/parts/panel-parts.ts';
import { html } from 'htm/preact';
import { useRef, useState } from 'preact/hooks';
import { useLoaded } from '../../kit/forms/use-loaded.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { Room } from '../../net/wire.ts';
import { useActions, useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import type { World } from '../../store/world/world.ts';
import { insideWords } from '../../words/en/inside.ts';
import { peopleWords } from '../../words/en/people.ts';
import { createRoomActions } from './room-actions.ts';
import { RoomForm } from './room-form.ts';
import { RoomRow } from './room-row.ts';

/** Others make rooms, and come and go; one's own rooms are followed at once. */
const refreshMs = 30_000;

/** The rooms that are open to everyone on this server. */
export function Rooms() {
  const { state } = useStore();
  const { list } = useActions(createRoomActions);
  const [isMaking, setIsMaking] = useState(false);
  const makeButton = useRef<HTMLButtonElement>(null);
  const chats = useValue(state.world)?.chats;
  const { found: rooms, problem } = useLoaded(list, { everyMs: refreshMs });
  const text = peopleWords.rooms;

  const close = () => {
    setIsMaking(false);
    makeButton.current?.focus();
  };

  return html`
    <button
      type="button"
      class="button button-quiet"
      ref=${makeButton}
      aria-expanded=${isMaking ? 'true' : 'false'}
      onClick=${() => setIsMaking(!isMaking)}
    >
      ${text.make}
    </button>
    ${isMaking && html`<${RoomForm} onClose=${close} />`}
    <${ProblemNote} text=${problemText(problem)} />
    ${!rooms && !problem && html`<p class="quiet">${text.loading}</p>`}
    <ul class="chat-list" aria-label=${insideWords.home.sections.rooms}>
      ${rooms && withMine(rooms, chats).map((room) => html`<${RoomRow} key=${room.id} room=${room} mine=${chats?.get(room.uri)?.chat} />`)}
    </ul>
  `;
}

/** Rooms that I made or joined since the list was read; the lobby stays first. */
function withMine(rooms: readonly Room[], chats: World['chats'] | undefined): readonly Room[] {
  const listed = new Set(rooms.map(({ id }) => id));
  const mine = [...(chats?.values() ?? [])].map(({ chat }) => chat);
  const newer = mine.filter(({ id, kind }) => kind === 'public' && !listed.has(id));
  return [...rooms.slice(0, 1), ...newer, ...rooms.slice(1)];
}
