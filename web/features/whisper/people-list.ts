import { html } from 'htm/preact';
import type { RefObject } from 'preact';
import { useEffect, useId, useLayoutEffect, useState } from 'preact/hooks';
import { Avatar } from '../../kit/pictures/avatar.ts';
import type { User } from '../../net/wire.ts';

/** More than that nobody looks through: another letter is quicker. */
const maxShown = 6;

interface PeopleListProps {
  /** Where it is written. The focus stays there; the keys that belong to the list are taken before the field sees them. */
  field: RefObject<HTMLTextAreaElement>;
  people: readonly User[];
  /** What was written: when it changes, the first is chosen again. */
  text: string;
  label: string;
  /** Says how many there are. */
  count(of: number): string;
  onPick(one: User): void;
}

/**
 * Whom a name that is being written may mean: arrow keys choose, Enter or Tab takes, Escape closes. The list belongs to the field, whose
 * role stays that of a text box: a combo box has one line.
 */
export function PeopleList({ field, people, text, label, count, onPick }: PeopleListProps) {
  const id = useId();
  const [active, setActive] = useState(0);
  const [isClosed, setIsClosed] = useState(false);
  const found = people.slice(0, maxShown);
  const current = isClosed ? undefined : found[Math.min(active, found.length - 1)];
  useEffect(() => setActive(0), [text]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === 229 || !current) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setActive((found.indexOf(current) + step + found.length) % found.length);
    else if (event.key === 'Escape') setIsClosed(true);
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) onPick(current);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  useLayoutEffect(() => {
    const input = field.current;
    if (!input || !current) return;
    const over = new AbortController();
    input.addEventListener('keydown', onKeyDown, { capture: true, signal: over.signal });
    const said = {
      'aria-autocomplete': 'list',
      'aria-controls': id,
      'aria-activedescendant': `${id}-${current.id}`,
    };
    for (const [name, value] of Object.entries(said)) input.setAttribute(name, value);
    return () => {
      over.abort();
      for (const name of Object.keys(said)) input.removeAttribute(name);
    };
  });

  if (!current) return null;
  return html`
    <ul class="suggestions" id=${id} role="listbox" aria-label=${label}>
      ${found.map(
        (one) => html`
          <li
            key=${one.id}
            id="${id}-${one.id}"
            class="suggestion"
            role="option"
            aria-selected=${one === current ? 'true' : 'false'}
            onMouseDown=${(event: MouseEvent) => event.preventDefault()}
            onClick=${() => onPick(one)}
          >
            <${Avatar} user=${one} />
            <bdi class="one-line">${one.display_name}</bdi>
            ${one.username !== one.display_name && html`<bdi class="one-line quiet">@${one.username}</bdi>`}
          </li>
        `,
      )}
    </ul>
    <p class="visually-hidden" role="status">${count(found.length)}</p>
  `;
}
