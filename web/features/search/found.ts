import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { personName } from '../../kit/person-name.ts';
import type { Message, User } from '../../net/wire.ts';
import { insideWords } from '../../words/en/inside.ts';
import { searchWords } from '../../words/en/search.ts';
import { markWords } from './mark-words.ts';
import type { useSearch } from './use-search.ts';

interface FoundProps extends ReturnType<typeof useSearch> {
  /** Instead of how many there are. */
  news?: string | undefined;
  /** One of them, around what is shown of it. */
  item(message: Message, shown: ComponentChildren): ComponentChildren;
  me: User;
}

/** What was found, the newest first, with the words that were looked for marked, and the way to more. */
export function Found({ found, isLooking, lookOn, news, item, me }: FoundProps) {
  const count = found && searchWords.found(found.messages.length, found.hasMore);
  return html`
    <p class="found-count" role="status">${news ?? (isLooking ? searchWords.looking : count)}</p>
    <ol class="found" aria-label=${searchWords.results} aria-busy=${isLooking ? 'true' : undefined}>
      ${found?.messages.map(
        (message) => html`<li key=${message.id}>${item(message, draw(message, found.words, me))}</li>`,
      )}
    </ol>
    ${found?.hasMore && html`<button type="button" class="button button-quiet" onClick=${lookOn}>${searchWords.more}</button>`}
  `;
}

function draw({ user, message, created_at: at }: Message, sought: string, me: User) {
  return html`
    <span class="found-who">
      <bdi class="one-line">${user.id === me.id ? insideWords.message.yours : personName(user)}</bdi>
      <time datetime=${at} title=${insideWords.exactTime(at)}>${insideWords.when(at, new Date())}</time>
    </span>
    <span class="found-text" dir="auto">
      ${markWords(message, sought).map(({ text, isMarked }) => (isMarked ? html`<mark>${text}</mark>` : text))}
    </span>
  `;
}
