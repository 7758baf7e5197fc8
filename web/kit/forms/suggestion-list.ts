import { html } from 'htm/preact';
import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useId, useLayoutEffect, useState } from 'preact/hooks';

/** More than that nobody looks through: another letter is quicker. */
const maxShown = 6;

interface SuggestionListProps<Item> {
  /** Where it is written. The focus stays there; the keys that belong to the list are taken before the field sees them. */
  field: RefObject<HTMLTextAreaElement>;
  items: readonly Item[];
  /** Tells one from the others; also a part of an element's id. */
  keyOf(item: Item): string | number;
  /** What was written: when it changes, the first is chosen again. */
  text: string;
  label: string;
  /** Says how many there are. */
  count(of: number): string;
  onPick(item: Item): void;
  draw(item: Item): ComponentChildren;
}

/**
 * What the text that is being written may come to: arrow keys choose, Enter or Tab takes, Escape closes. The list belongs to the field, whose
 * role stays that of a text box: a combo box has one line.
 */
export function SuggestionList<Item>(props: SuggestionListProps<Item>) {
  const { field, items, keyOf, text, label, count, onPick, draw } = props;
  const id = useId();
  const [active, setActive] = useState(0);
  const [isClosed, setIsClosed] = useState(false);
  const found = items.slice(0, maxShown);
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
      'aria-activedescendant': `${id}-${keyOf(current)}`,
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
        (item) => html`
          <li
            key=${keyOf(item)}
            id="${id}-${keyOf(item)}"
            class="suggestion"
            role="option"
            aria-selected=${item === current ? 'true' : 'false'}
            onMouseDown=${(event: MouseEvent) => event.preventDefault()}
            onClick=${() => onPick(item)}
          >
            ${draw(item)}
          </li>
        `,
      )}
    </ul>
    <p class="visually-hidden" role="status">${count(found.length)}</p>
  `;
}
