import { html } from 'htm/preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { TextField } from '../../kit/forms/text-field.ts';
import { usePages } from '../../kit/forms/use-pages.ts';
import { Avatar } from '../../kit/pictures/avatar.ts';
import { MoreIcon } from '../../kit/pictures/icons.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { StaffPerson, User } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { insideWords } from '../../words/en/inside.ts';
import { problemText } from '../../words/en/problems.ts';
import { staffWords } from '../../words/en/staff.ts';
import { PersonOptions } from './person-options.ts';
import { createStaffActions } from './staff-actions.ts';

/** While one types, the server is asked when one pauses. */
const pauseMs = 200;

/** Everyone who is here, found by a name, and what one may do about each but oneself. */
export function StaffPeople({ me }: { me: User }) {
  const { readPeople } = useActions(createStaffActions);
  const [text, setText] = useState('');
  const [sought, setSought] = useState('');
  const [opened, setOpened] = useState<StaffPerson | null>(null);
  useEffect(() => {
    const pause = setTimeout(() => setSought(text), pauseMs);
    return () => clearTimeout(pause);
  }, [text]);
  const read = useCallback(
    (page: number, signal: AbortSignal) => readPeople(sought, page, signal),
    [readPeople, sought],
  );
  const { items, hasMore, problem, showMore, refresh } = usePages(read, null);
  const words = staffWords.people;
  return html`
    <${TextField} label=${words.search} name="search" value=${text} onValue=${setText} />
    <${ProblemNote} text=${problemText(problem)} />
    <p class="quiet" role="status">${items?.length === 0 && words.none}</p>
    <ul class="members" aria-label=${words.list}>
      ${items?.map(
        (person) => html`
          <li class="member" key=${person.id}>
            <${Avatar} user=${person} />
            <div class="staff-row">
              <bdi class="one-line">${person.display_name}</bdi>
              <p class="quiet"><bdi>@${person.username}</bdi> · ${factsOf(person).join(' · ')}</p>
            </div>
            ${
              person.id !== me.id &&
              html`
                <button
                  type="button"
                  class="icon-button"
                  aria-label=${words.options(person.display_name)}
                  aria-haspopup="dialog"
                  onClick=${() => setOpened(person)}
                >
                  <${MoreIcon} />
                </button>
              `
            }
          </li>
        `,
      )}
    </ul>
    ${hasMore && html`<button type="button" class="button button-quiet" onClick=${showMore}>${staffWords.more}</button>`}
    ${
      opened &&
      html`
        <${PersonOptions}
          key=${opened.id}
          person=${items?.find(({ id }) => id === opened.id) ?? opened}
          onChange=${refresh}
          onClose=${() => setOpened(null)}
        />
      `
    }
  `;
}

function factsOf({ is_staff, is_guest, disabled, last_seen }: StaffPerson): string[] {
  const words = staffWords.people;
  return [
    ...(is_staff ? [words.staff] : []),
    ...(is_guest ? [words.guest] : []),
    ...(disabled ? [words.disabled] : []),
    last_seen ? words.seen(insideWords.when(last_seen, new Date())) : words.never,
  ];
}
