import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { TextField } from '../../kit/forms/text-field.ts';
import { CloseIcon } from '../../kit/icons.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { Message, User } from '../../net/wire.ts';
import { usePanelActions } from '../../store/context.ts';
import type { OpenRoom } from '../../store/state.ts';
import { panelWords } from '../../words/panel-words.ts';
import { words as shared } from '../../words/words.ts';
import { markWords } from './mark-words.ts';
import { createSearchActions } from './search-actions.ts';
import { useSearch } from './use-search.ts';

interface SearchProps {
  room: OpenRoom;
  me: User;
  /** It covers the talk, and so closes when one goes to a place in it. */
  onClose(how: 'closed' | 'gone'): void;
}

/** Where did somebody say that? Looks in one chat, and leads to the place. */
export function Search({ room: { uri }, me, onClose }: SearchProps) {
  const actions = usePanelActions(createSearchActions);
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const { found, problem, lookOn } = useSearch(uri, typed);
  const [jumpProblem, setJumpProblem] = useState<string | null>(null);
  useLayoutEffect(() => field.current?.focus(), []);

  const goTo = async (id: number) => {
    const failed = await actions.reach(uri, id);
    setJumpProblem(failed?.general ?? null);
    if (failed) return;
    if (matchMedia('(max-width: 59.99rem)').matches) onClose('gone');
    actions.show(id);
  };

  const { search } = panelWords;
  return html`
    <aside
      class="details"
      id="chat-search"
      aria-label=${shared.chat.search}
      onKeyDown=${(event: KeyboardEvent) => event.key === 'Escape' && onClose('closed')}
    >
      <div class="details-top">
        <h2>${shared.chat.search}</h2>
        <button type="button" class="icon-button" aria-label=${search.close} onClick=${() => onClose('closed')}>
          <${CloseIcon} />
        </button>
      </div>
      <search>
        <${TextField} label=${search.label} hint=${search.hint} name="search" value=${typed} onValue=${setTyped} inputRef=${field} />
      </search>
      <${ProblemNote} text=${problem ?? jumpProblem} />
      <p class="found-count" role="status">${found && search.found(found.messages.length, found.hasMore)}</p>
      <ol class="found" aria-label=${search.results}>
        ${found?.messages.map(
          (message) =>
            html`<${Result} key=${message.id} message=${message} me=${me} sought=${found.words} onGo=${goTo} />`,
        )}
      </ol>
      ${found?.hasMore && html`<button type="button" class="button button-quiet" onClick=${lookOn}>${search.more}</button>`}
    </aside>
  `;
}

interface ResultProps {
  message: Message;
  me: User;
  sought: string;
  onGo(id: number): void;
}

function Result({ message: { id, user, message, created_at: at }, me, sought, onGo }: ResultProps) {
  return html`
    <li>
      <button type="button" class="found-item" onClick=${() => onGo(id)}>
        <span class="found-who">
          <bdi class="one-line">${user.id === me.id ? shared.message.yours : user.display_name}</bdi>
          <time datetime=${at} title=${shared.exactTime(at)}>${shared.when(at, new Date())}</time>
        </span>
        <span class="found-text" dir="auto">
          ${markWords(message, sought).map(({ text, isMarked }) => (isMarked ? html`<mark>${text}</mark>` : text))}
        </span>
      </button>
    </li>
  `;
}
