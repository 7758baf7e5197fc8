import { createPersonActions } from '../../store/actions/person-actions.ts';
import { type Problem, problemText } from '../../words/en/problems.ts';
import '../../kit/parts/form-parts.ts';
import '../../kit/parts/panel-parts.ts';
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { TextField } from '../../kit/forms/text-field.ts';
import { useLoaded } from '../../kit/forms/use-loaded.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { Person } from '../../net/wire.ts';
import { useActions, useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import type { World } from '../../store/world/world.ts';
import { insideWords } from '../../words/en/inside.ts';
import { memberWords } from '../../words/en/members.ts';
import { peopleWords } from '../../words/en/people.ts';
import { createPeopleActions } from './people-actions.ts';
import { PersonCard } from './person-card.ts';
import { PersonRow } from './person-row.ts';

/** Who comes and goes is shown about as late as this. */
const refreshMs = 30_000;

/** The people of this server; one click leads into the private chat with one of them, and one may block them and lift it. */
export function People() {
  const { state } = useStore();
  const { search, readBlocked } = useActions(createPeopleActions);
  const { openDirect, block, liftBlock } = useActions(createPersonActions);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [opened, setOpened] = useState<Person | null>(null);
  const [told, setTold] = useState('');
  const world = useValue(state.world);
  const loaded = useLoaded(search, { text, everyMs: refreshMs });
  const blocked = useLoaded(readBlocked, { everyMs: refreshMs });
  const { people } = peopleWords;
  const words = memberWords.member.block;
  const directory = loaded.found;
  if (directory === null) return html`<p class="quiet">${people.off}</p>`;

  const open = async (person: Person) => {
    const found = await openDirect(person.username);
    setProblem(found);
  };

  /** What was done about a block, once it is: told to who does not see the row, which follows the server. */
  const settle = async (doing: Promise<Problem | null>, done: string) => {
    const found = await doing;
    setTold(found ? '' : done);
    blocked.refresh();
    return found;
  };

  const lift = async ({ username, display_name }: Person) => {
    const found = await settle(liftBlock(username), words.isLifted(display_name));
    setProblem(found);
  };

  const beyond = directory ? directory.count - directory.people.length : 0;
  return html`
    <${TextField} label=${people.search} name="search" value=${text} onValue=${setText} />
    <${ProblemNote} text=${problemText(problem ?? loaded.problem ?? blocked.problem)} />
    <p class="quiet" role="status">
      ${directory ? directory.count === 0 && people.nobody(text) : !loaded.problem && people.loading}
    </p>
    <ul class="chat-list" aria-label=${insideWords.home.sections.people}>
      ${directory?.people.map(
        (person) => html`
          <${PersonRow}
            key=${person.id}
            person=${person}
            live=${liveOf(world, person)}
            isBlocked=${blocked.found?.has(person.id) ?? false}
            onOpen=${() => open(person)}
            onOptions=${() => setOpened(person)}
            onLift=${() => lift(person)}
          />
        `,
      )}
    </ul>
    <p class="visually-hidden" role="status">${told}</p>
    ${beyond > 0 && html`<p class="quiet">${people.beyond(beyond)}</p>`}
    ${
      opened &&
      html`
        <${PersonCard}
          key=${opened.id}
          person=${opened}
          onOpen=${() => openDirect(opened.username)}
          onBlock=${() => settle(block(opened.username), words.isBlocked(opened.display_name))}
          onClose=${() => setOpened(null)}
        />
      `
    }
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
