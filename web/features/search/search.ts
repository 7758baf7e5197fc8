import { type Problem, problemText } from '../../words/en/problems.ts';
import '../../kit/parts/form-parts.ts';
import '../../kit/parts/panel-parts.ts';
import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { TextField } from '../../kit/forms/text-field.ts';
import { Link } from '../../kit/links/link.ts';
import { CloseIcon } from '../../kit/pictures/icons.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import { RequestFailure } from '../../net/failure.ts';
import { pagePath } from '../../net/paths.ts';
import type { Message, User } from '../../net/wire.ts';
import { useActions, useInside } from '../../store/context.ts';
import { toProblem } from '../../store/problem.ts';
import type { OpenChatView } from '../../store/state.ts';
import { insideWords } from '../../words/en/inside.ts';
import { searchWords } from '../../words/en/search.ts';
import { DayForm } from './day-form.ts';
import { Found } from './found.ts';
import { createSearchActions } from './search-actions.ts';
import { useSearch } from './use-search.ts';

export { SearchPage } from './search-page.ts';

interface SearchProps {
  view: OpenChatView;
  me: User;
  /** What was typed before this was there. */
  typed: { current: string };
  /** It covers the talk, and so closes when one goes to a place in it. */
  onClose(how: 'closed' | 'gone'): void;
}

/** Where did somebody say that? Looks in one chat, and leads to the place. */
export function Search({ view: { uri }, me, typed: early, onClose }: SearchProps) {
  const { messages } = useInside();
  const actions = useActions(createSearchActions);
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState((): string => early.current || Object(history.state).sought || '');
  const search = useSearch(uri, typed);
  const sought = search.found?.words;
  // With the entry that has the panel: whoever goes on from here and comes back finds the words in the field.
  useEffect(() => {
    if (sought) history.replaceState({ ...history.state, sought }, '');
  }, [sought]);
  /** Nothing was said from the day on that was to be gone to. */
  const [isOver, setIsOver] = useState(false);
  const [jumpProblem, setJumpProblem] = useState<Problem | null>(null);
  useLayoutEffect(() => field.current?.focus(), []);

  const write = (words: string) => {
    setIsOver(false);
    setTyped(words);
  };

  const goTo = async (id: number) => {
    const failed = await messages.goTo(uri, id);
    setJumpProblem(failed);
    if (!failed && matchMedia('(max-width: 59.99rem)').matches) onClose('gone');
  };

  const goToDay = async (day: string) => {
    try {
      const id = await actions.firstOf(uri, day);
      setIsOver(id === null);
      if (id !== null) await goTo(id);
    } catch (error) {
      if (!(error instanceof RequestFailure)) throw error;
      setJumpProblem(toProblem(error));
    }
  };

  return html`
    <aside
      class="details"
      id="chat-search"
      aria-label=${insideWords.chat.search}
      onKeyDown=${(event: KeyboardEvent) => event.key === 'Escape' && onClose('closed')}
    >
      <div class="details-top">
        <h2>${insideWords.chat.search}</h2>
        <button type="button" class="icon-button" aria-label=${searchWords.close} onClick=${() => onClose('closed')}>
          <${CloseIcon} />
        </button>
      </div>
      <search>
        <${TextField} label=${searchWords.label} hint=${searchWords.hint} name="search" value=${typed} onValue=${write} inputRef=${field} />
        <${Link} class="link-button" href=${pagePath.search(typed.trim())}>${searchWords.everywhere}<//>
        <${DayForm} onGo=${goToDay} />
      </search>
      <${ProblemNote} text=${problemText(search.problem ?? jumpProblem)} />
      <${Found}
        ...${search}
        me=${me}
        news=${isOver ? searchWords.nothingSince : undefined}
        item=${({ id }: Message, shown: ComponentChildren) =>
          html`<button type="button" class="found-item" onClick=${() => goTo(id)}>${shown}</button>`}
      />
    </aside>
  `;
}
