import { html } from 'htm/preact';
import { useCallback, useRef, useState } from 'preact/hooks';
import { usePages } from '../../../kit/forms/use-pages.ts';
import { ProblemNote } from '../../../kit/problem-note.ts';
import type { OpenChat } from '../../../net/wire.ts';
import { useActions } from '../../../store/context.ts';
import { detailsWords } from '../../../words/en/details.ts';
import { type Problem, problemText } from '../../../words/en/problems.ts';
import { createInviteActions } from './invite-actions.ts';
import { InviteForm } from './invite-form.ts';
import { InviteItem } from './invite-item.ts';

/** For the owner and moderators: links of which each lets some in, for some time. */
export function Invites({ chat }: { chat: OpenChat }) {
  const { readInvites, makeInvite, withdrawInvite } = useActions(createInviteActions);
  const { uri } = chat;
  const read = useCallback(
    (page: number, signal: AbortSignal) => readInvites(uri, page, signal),
    [readInvites, uri],
  );
  // Whoever joins may have used one.
  const { items, hasMore, problem, showMore, refresh } = usePages(read, chat.member_count);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const note = useRef<HTMLParagraphElement>(null);
  const words = detailsWords.invites;

  const withdraw = async (id: string) => {
    const found = await withdrawInvite(uri, id);
    setRefusal(found);
    setDone(found ? null : words.withdrawn);
    refresh();
    // The button is about to be gone.
    note.current?.focus();
  };

  return html`
    <p class="small-note">${chat.join_policy === 'closed' ? words.closed : words.hint}</p>
    <${InviteForm}
      make=${makeInvite}
      uri=${uri}
      onMade=${() => {
        setDone(words.made);
        refresh();
      }}
    />
    <p class="small-note" role="status" tabindex="-1" ref=${note}>${done}</p>
    <${ProblemNote} text=${problemText(refusal ?? problem)} />
    ${items?.length === 0 && html`<p class="quiet">${words.none}</p>`}
    <ul class="invites" aria-label=${words.list}>
      ${items?.map((invite) => html`<${InviteItem} key=${invite.id} invite=${invite} onWithdraw=${withdraw} />`)}
    </ul>
    ${hasMore && html`<button type="button" class="button button-quiet" onClick=${showMore}>${words.more}</button>`}
  `;
}
