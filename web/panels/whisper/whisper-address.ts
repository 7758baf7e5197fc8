import { html } from 'htm/preact';
import type { RefObject } from 'preact';
import { useEffect, useId, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { Avatar } from '../../components/avatar.ts';
import type { ReadAddress } from '../../components/composer.ts';
import { panelWords } from '../../panel-words.ts';
import type { Draft } from '../../store/kept-drafts.ts';
import type { OpenChat, User } from '../../wire.ts';
import { peopleFor, readAddress, toAddressee } from './read-address.ts';

/** More than that nobody looks through: another letter is quicker. */
const maxShown = 6;

interface WhisperAddressProps {
  /** Where it is written. The focus stays there; the keys that belong to the list are taken before the field sees them. */
  field: RefObject<HTMLTextAreaElement>;
  /** Begins with an @. */
  text: string;
  chat: OpenChat;
  me: User;
  /** Lets the composer ask whom a text is for, before it is sent. */
  reader: RefObject<ReadAddress | null>;
  onDraft(draft: Draft): void;
}

/**
 * Whom the `@…` that is being written may mean: arrow keys choose, Enter or Tab takes, Escape closes; a whole name
 * with a space behind it is taken as it stands. The list belongs to the field, whose role stays that of a text box: a
 * combo box has one line.
 */
export function WhisperAddress({ field, text, chat, me, reader, onDraft }: WhisperAddressProps) {
  const id = useId();
  const [active, setActive] = useState(0);
  const [isClosed, setIsClosed] = useState(false);
  const people = useMemo(() => chat.members.filter((member) => member.id !== me.id), [chat.members, me.id]);
  const meant = peopleFor(text, people);
  const found = meant.slice(0, maxShown);
  const current = isClosed ? undefined : found[Math.min(active, found.length - 1)];
  useEffect(() => setActive(0), [text]);

  useLayoutEffect(() => {
    reader.current = (written) => readAddress(written, people);
    return () => {
      reader.current = null;
    };
  }, [people, reader]);

  // Not while it may still become the longer name of somebody else.
  const draft = /\s/.test(text) && meant.length === 0 ? readAddress(text, people) : null;
  useLayoutEffect(() => {
    if (draft) onDraft(draft);
  }, [draft !== null]);

  const pick = (one: User) => onDraft({ text: '', to: toAddressee(one) });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === 229 || !current) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setActive((found.indexOf(current) + step + found.length) % found.length);
    else if (event.key === 'Escape') setIsClosed(true);
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) pick(current);
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
    <ul class="suggestions" id=${id} role="listbox" aria-label=${panelWords.whisper.suggestions}>
      ${found.map(
        (one) => html`
          <li
            key=${one.id}
            id="${id}-${one.id}"
            class="suggestion"
            role="option"
            aria-selected=${one === current ? 'true' : 'false'}
            onMouseDown=${(event: MouseEvent) => event.preventDefault()}
            onClick=${() => pick(one)}
          >
            <${Avatar} user=${one} />
            <bdi class="one-line">${one.display_name}</bdi>
            ${one.username !== one.display_name && html`<bdi class="one-line quiet">@${one.username}</bdi>`}
          </li>
        `,
      )}
    </ul>
    <p class="visually-hidden" role="status">${panelWords.whisper.found(found.length)}</p>
  `;
}
