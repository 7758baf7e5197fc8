import { html } from 'htm/preact';
import { useRef, useState } from 'preact/hooks';
import type { ListPage, User } from '../../net/wire.ts';
import { type Problem, problemText } from '../../words/en/problems.ts';
import { Avatar } from '../pictures/avatar.ts';
import { ProblemNote } from '../problem-note.ts';
import { usePages } from './use-pages.ts';

interface LiftingListProps {
  /** Stays the same function for the same list. */
  read(page: number, signal: AbortSignal): Promise<ListPage<User>>;
  /** Read again whenever it changes. */
  mark: unknown;
  lift(username: string): Promise<Problem | null>;
  words: {
    list: string;
    none: string;
    lift: { short: string; full(name: string): string };
    isLifted(name: string): string;
    more: string;
  };
}

/** People who are kept out of something, each with the way to let them in again. */
export function LiftingList({ read, mark, lift, words }: LiftingListProps) {
  const { items, hasMore, problem, showMore, refresh } = usePages(read, mark);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const [lifted, setLifted] = useState<string | null>(null);
  const note = useRef<HTMLParagraphElement>(null);

  const onLift = async ({ username, display_name }: User) => {
    const found = await lift(username);
    setRefusal(found);
    setLifted(found ? null : display_name);
    refresh();
    // The button is about to be gone.
    note.current?.focus();
  };

  return html`
    <p class="small-note" role="status" tabindex="-1" ref=${note}>${lifted && words.isLifted(lifted)}</p>
    <${ProblemNote} text=${problemText(refusal ?? problem)} />
    ${items?.length === 0 && html`<p class="quiet">${words.none}</p>`}
    <ul class="members" aria-label=${words.list}>
      ${items?.map(
        (user) => html`
          <li class="member" key=${user.id}>
            <${Avatar} user=${user} />
            <bdi class="member-name one-line">${user.display_name}</bdi>
            <button
              type="button"
              class="button button-quiet"
              aria-label=${words.lift.full(user.display_name)}
              onClick=${() => onLift(user)}
            >
              ${words.lift.short}
            </button>
          </li>
        `,
      )}
    </ul>
    ${hasMore && html`<button type="button" class="button button-quiet" onClick=${showMore}>${words.more}</button>`}
  `;
}
