import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { chatName } from '../../kit/chat-name.ts';
import { TextField } from '../../kit/forms/text-field.ts';
import { Link } from '../../kit/links/link.ts';
import { Page } from '../../kit/page/page.ts';
import { BackIcon } from '../../kit/pictures/icons.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import { pagePath } from '../../net/paths.ts';
import type { Message, User } from '../../net/wire.ts';
import { useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { insideWords } from '../../words/en/inside.ts';
import { problemText } from '../../words/en/problems.ts';
import { searchWords } from '../../words/en/search.ts';
import { Found } from './found.ts';
import { useSearch } from './use-search.ts';

/** Looks in all of one's chats. An address of its own, with the words in it: so Back from a find leads to the finds again, and so does a reload. */
export function SearchPage({ me }: { me: User }) {
  const { state } = useStore();
  const chats = useValue(state.chats);
  // Where one has gone is in the browser's address a moment later, after what was closed.
  const [typed, setTyped] = useState(() => wordsIn(state.path.value) || wordsIn(location.hash));
  const search = useSearch(null, typed);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const { found } = search;
  useEffect(() => {
    if (found) history.replaceState(history.state, '', pagePath.search(found.words));
  }, [found?.words]);

  const item = ({ uri, id }: Message, shown: ComponentChildren) => {
    const chat = chats?.find((each) => each.uri === uri);
    return html`
      <${Link} class="found-item" href=${pagePath.message(uri, id)}>
        ${chat && html`<bdi class="found-where one-line">${chatName(chat)}</bdi>`}
        ${shown}
      <//>
    `;
  };

  return html`
    <${Page} title=${searchWords.everywhere} class="settings">
      <div class="settings-head">
        <${Link} class="icon-button" href=${pagePath.home} aria-label=${insideWords.chat.back}><${BackIcon} /><//>
        <h1>${searchWords.everywhere}</h1>
      </div>
      <search>
        <${TextField} label=${searchWords.label} hint=${searchWords.hint} name="search" value=${typed} onValue=${setTyped} inputRef=${field} />
      </search>
      <${ProblemNote} text=${problemText(search.problem)} />
      <${Found} ...${search} me=${me} item=${item} />
    <//>
  `;
}

/** What is looked for by an address; none where it was written by hand and is none. */
function wordsIn(address: string): string {
  try {
    return decodeURIComponent(/#q=(.*)/.exec(address)?.[1] ?? '');
  } catch {
    return '';
  }
}
