import { html } from 'htm/preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Page } from '../../kit/page/page.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import { useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { entryWords } from '../../words/entry.ts';
import { type Invite, type Look, useEntryActions } from './entry-actions.ts';
import { Notice } from './notice.ts';
import { invitationTitle, PreviewCard } from './preview-card.ts';
import { WayIn } from './way-in.ts';

/** An invite's address: who invites to what, and one step in, also where the chat's own link opens nothing. */
export function Join({ code }: { code: string }) {
  const entry = useEntryActions();
  const [look, setLook] = useState<Look | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { invitation } = entryWords;

  useEffect(() => {
    if (look) return;
    const gone = new AbortController();
    entry.lookAtInvite(code, gone.signal).then(setLook, (error: unknown) => {
      if (!gone.signal.aborted) throw error;
    });
    return () => gone.abort();
  }, [code, look, entry]);

  const accept = async () => {
    const failed = await entry.acceptInvite(code);
    if (failed?.kind === 'over') setLook(failed);
    setProblem(failed?.kind === 'failed' ? failed.problem.general : null);
  };

  if (look?.kind === 'over') return html`<${Notice} of=${look.over} />`;
  if (look?.kind === 'found') {
    return html`<${Found} invite=${look.invite} problem=${problem} onAccept=${accept} />`;
  }
  return html`
    <${Page} title=${invitation.looking} class="notice">
      <p class="quiet" role="status">${!look && invitation.looking}</p>
      <${ProblemNote} text=${look?.problem.general ?? null} />
      ${
        look &&
        html`<button type="button" class="button button-quiet" onClick=${() => setLook(null)}>${invitation.again}</button>`
      }
    <//>
  `;
}

interface FoundProps {
  invite: Invite;
  problem: string | null;
  onAccept(): Promise<void>;
}

function Found({ invite, problem, onAccept }: FoundProps) {
  const { state } = useStore();
  const me = useValue(state.session)?.user;
  const { chat, note } = invite;
  const { invitation } = entryWords;
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => button.current?.focus(), []);
  return html`
    <${Page} title=${invitationTitle(chat)} class="invitation">
      <${PreviewCard} preview=${chat} text=${note} />
      <${ProblemNote} text=${problem} />
      ${
        me
          ? html`<button type="button" class="button button-primary" ref=${button} onClick=${onAccept}>${invitation.join}</button>`
          : html`<${WayIn} guest="join" describedBy="invitation" onGuest=${onAccept} onAccount=${onAccept} />`
      }
    <//>
  `;
}
