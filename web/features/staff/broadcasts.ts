import { html } from 'htm/preact';
import { useCallback, useState } from 'preact/hooks';
import { createClientId } from '../../browser/client-id.ts';
import { AskFirst } from '../../kit/forms/ask-first.ts';
import { TextField } from '../../kit/forms/text-field.ts';
import { usePages } from '../../kit/forms/use-pages.ts';
import { Avatar } from '../../kit/pictures/avatar.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { SeenBroadcast } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { insideWords } from '../../words/en/inside.ts';
import { problemText } from '../../words/en/problems.ts';
import { staffWords } from '../../words/en/staff.ts';
import { createStaffActions } from './staff-actions.ts';

/** What was told to everyone and who has seen it, and a word more. */
export function StaffBroadcasts() {
  const { readBroadcasts, tell } = useActions(createStaffActions);
  const { items, hasMore, problem, showMore, refresh } = usePages(readBroadcasts, null);
  const [text, setText] = useState('');
  const [key, setKey] = useState(createClientId);
  const words = staffWords.broadcasts;

  // With its key another text would be refused.
  const change = (words: string) => {
    setText(words);
    setKey(createClientId());
  };

  const send = async () => {
    const found = await tell(text, key);
    if (found) return found;
    change('');
    refresh();
    return null;
  };

  return html`
    <${TextField} label=${words.text} hint=${words.hint} name="broadcast" value=${text} onValue=${change} />
    ${text.trim() && html`<div class="settings-buttons"><${AskFirst} words=${words.send} onConfirm=${send} /></div>`}
    <${ProblemNote} text=${problemText(problem)} />
    ${items?.length === 0 && html`<p class="quiet">${words.none}</p>`}
    <ul class="staff-list" aria-label=${words.list}>
      ${items?.map((broadcast) => html`<${BroadcastItem} key=${broadcast.message.id} broadcast=${broadcast} />`)}
    </ul>
    ${hasMore && html`<button type="button" class="button button-quiet" onClick=${showMore}>${staffWords.more}</button>`}
  `;
}

function BroadcastItem({ broadcast }: { broadcast: SeenBroadcast }) {
  const [isOpen, setIsOpen] = useState(false);
  const { message, seen } = broadcast;
  const { user, created_at: at } = message;
  return html`
    <li>
      <p class="quiet">
        <bdi>${user.display_name}</bdi> · <time datetime=${at} title=${insideWords.exactTime(at)}>${insideWords.when(at, new Date())}</time>
      </p>
      <blockquote><bdi>${message.message}</bdi></blockquote>
      <div class="settings-buttons">
        <button type="button" class="button button-quiet" aria-expanded=${isOpen ? 'true' : 'false'} onClick=${() => setIsOpen(!isOpen)}>
          ${staffWords.broadcasts.seen(seen)}
        </button>
      </div>
      ${isOpen && html`<${Viewers} id=${message.id} />`}
    </li>
  `;
}

function Viewers({ id }: { id: number }) {
  const { readViewers } = useActions(createStaffActions);
  const read = useCallback(
    (page: number, signal: AbortSignal) => readViewers(id, page, signal),
    [readViewers, id],
  );
  const { items, hasMore, problem, showMore } = usePages(read, null);
  const words = staffWords.broadcasts;
  return html`
    <${ProblemNote} text=${problemText(problem)} />
    <p class="field-hint">${words.quiet}</p>
    <ul class="members" aria-label=${words.viewers}>
      ${items?.map(
        ({ user, seen_at: at }) => html`
          <li class="member" key=${user.id}>
            <${Avatar} user=${user} />
            <bdi class="member-name one-line">${user.display_name}</bdi>
            <time class="quiet" datetime=${at} title=${insideWords.exactTime(at)}>${insideWords.when(at, new Date())}</time>
          </li>
        `,
      )}
    </ul>
    ${hasMore && html`<button type="button" class="button button-quiet" onClick=${showMore}>${staffWords.more}</button>`}
  `;
}
