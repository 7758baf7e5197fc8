import { createPersonActions } from '../../store/actions/person-actions.ts';
import { type Problem, problemText } from '../../words/en/problems.ts';
import '../../kit/parts/form-parts.ts';
import '../../kit/parts/panel-parts.ts';
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { TextField } from '../../kit/forms/text-field.ts';
import { useLoaded } from '../../kit/forms/use-loaded.ts';
import { Avatar } from '../../kit/pictures/avatar.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import { UnreadBadge } from '../../kit/unread-badge.ts';
import type { Person } from '../../net/wire.ts';
import { useActions, useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import type { World } from '../../store/world/world.ts';
import { insideWords } from '../../words/en/inside.ts';
import { peopleWords } from '../../words/en/people.ts';
import { createPeopleActions } from './people-actions.ts';

/** Who comes and goes is shown about as late as this. */
const refreshMs = 30_000;

/** The people of this server; one click leads into the private chat with one of them. */
export function People() {
  const { state } = useStore();
  const { search } = useActions(createPeopleActions);
  const { openDirect } = useActions(createPersonActions);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const world = useValue(state.world);
  const loaded = useLoaded(search, { text, everyMs: refreshMs });
  const { people } = peopleWords;
  const directory = loaded.found;
  if (directory === null) return html`<p class="quiet">${people.off}</p>`;

  const open = async (person: Person) => {
    const found = await openDirect(person.username);
    setProblem(found);
  };

  const beyond = directory ? directory.count - directory.people.length : 0;
  return html`
    <${TextField} label=${people.search} name="search" value=${text} onValue=${setText} />
    <${ProblemNote} text=${problemText(problem ?? loaded.problem)} />
    <p class="quiet" role="status">
      ${directory ? directory.count === 0 && people.nobody(text) : !loaded.problem && people.loading}
    </p>
    <ul class="chat-list" aria-label=${insideWords.home.sections.people}>
      ${directory?.people.map((person) => {
        const { uri, unread, isOnline } = liveOf(world, person);
        return html`
          <li class="chat-item" key=${person.id}>
            <button type="button" class="chat-link" onClick=${() => open(person)}>
              <span class="member-avatar">
                <${Avatar} user=${person} />
                ${isOnline && html`<span class="online-dot" role="img" aria-label=${insideWords.chat.isOnline}></span>`}
              </span>
              <bdi class="chat-name one-line">${person.display_name}</bdi>
              ${
                unread > 0
                  ? html`<${UnreadBadge} of=${uri} count=${unread} />`
                  : person.is_guest && html`<span class="chat-when">${people.guest}</span>`
              }
            </button>
          </li>
        `;
      })}
    </ul>
    ${beyond > 0 && html`<p class="quiet">${people.beyond(beyond)}</p>`}
  `;
}

/** What the log tells of the private chat is newer than what the directory said; without such a chat it tells nothing. */
function liveOf(world: World | null, person: Person): { uri?: string; unread: number; isOnline: boolean } {
  for (const [uri, { chat }] of world?.chats ?? []) {
    if (chat.partner?.id !== person.id) continue;
    const isOnline = world?.presence.get(uri)?.online.includes(person.username) ?? person.online;
    return { uri, unread: chat.unread, isOnline };
  }
  return { unread: person.unread, isOnline: person.online };
}
