import { html } from 'htm/preact';
import { useCallback, useRef, useState } from 'preact/hooks';
import { Avatar } from '../../components/avatar.ts';
import { ProblemNote } from '../../components/problem-note.ts';
import { panelWords } from '../../panel-words.ts';
import { usePanelActions } from '../../store/context.ts';
import type { OpenChat, User } from '../../wire.ts';
import { createChatSettingsActions } from './chat-settings-actions.ts';
import { usePages } from './use-pages.ts';

/** For the owner and moderators: who can't come back, and the way to let them. */
export function Bans({ chat }: { chat: OpenChat }) {
  const { readBans, liftBan } = usePanelActions(createChatSettingsActions);
  const read = useCallback(
    (page: number, signal: AbortSignal) => readBans(chat.uri, page, signal),
    [readBans, chat.uri],
  );
  // Whoever is banned leaves: the number of members changes with it.
  const { items, hasMore, problem, showMore, refresh } = usePages(read, chat.member_count);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [lifted, setLifted] = useState<string | null>(null);
  const note = useRef<HTMLParagraphElement>(null);
  const { none, list, lift, isLifted, more } = panelWords.bans;

  const onLift = async ({ username, display_name }: User) => {
    const found = await liftBan(chat.uri, username);
    setRefusal(found?.general ?? null);
    setLifted(found ? null : display_name);
    refresh();
    // The button is about to be gone.
    note.current?.focus();
  };

  return html`
    <p class="small-note" role="status" tabindex="-1" ref=${note}>${lifted && isLifted(lifted)}</p>
    <${ProblemNote} text=${refusal ?? problem?.general ?? null} />
    ${items?.length === 0 && html`<p class="quiet">${none}</p>`}
    <ul class="members" aria-label=${list}>
      ${items?.map(
        (user) => html`
          <li class="member" key=${user.id}>
            <${Avatar} user=${user} />
            <bdi class="member-name one-line">${user.display_name}</bdi>
            <button
              type="button"
              class="button button-quiet"
              aria-label=${lift.full(user.display_name)}
              onClick=${() => onLift(user)}
            >
              ${lift.short}
            </button>
          </li>
        `,
      )}
    </ul>
    ${hasMore && html`<button type="button" class="button button-quiet" onClick=${showMore}>${more}</button>`}
  `;
}
