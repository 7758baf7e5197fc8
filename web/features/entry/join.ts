import { html } from 'htm/preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Page } from '../../kit/page/page.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import { useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { entryWords } from '../../words/en/entry.ts';
import { type Problem, problemText } from '../../words/en/problems.ts';
import { type Invite, type Look, useEntryActions } from './entry-actions.ts';
import { DeadEnd } from './lazy-dead-end.ts';
import { PreviewCard, previewTitle } from './preview-card.ts';
import { WayIn } from './way-in.ts';

/** An invite's address: who invites to what, and one step in, also where the chat's own link opens nothing. */
export function Join({ code }: { code: string }) {
  const entry = useEntryActions();
  const [look, setLook] = useState<Look | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const said = entryWords.preview;

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
    setProblem(failed?.kind === 'failed' ? failed.problem : null);
  };

  if (look?.kind === 'over') return html`<${DeadEnd} of=${look.over} />`;
  if (look?.kind === 'found') {
    return html`<${Found} invite=${look.invite} problem=${problem} onAccept=${accept} />`;
  }
  return html`
    <${Page} title=${said.looking} class="dead-end">
      <p class="quiet" role="status">${!look && said.looking}</p>
      <${ProblemNote} text=${problemText(look?.problem ?? null)} />
      ${
        look &&
        html`<button type="button" class="button button-quiet" onClick=${() => setLook(null)}>${said.again}</button>`
      }
    <//>
  `;
}

interface FoundProps {
  invite: Invite;
  problem: Problem | null;
  onAccept(): Promise<void>;
}

function Found({ invite, problem, onAccept }: FoundProps) {
  const { state } = useStore();
  const me = useValue(state.session)?.user;
  const { chat, note } = invite;
  const said = entryWords.preview;
  // An invite opens what is by invite only.
  const stop = chat.join_policy === 'closed' ? 'closed' : null;
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => button.current?.focus(), []);
  return html`
    <${Page} title=${previewTitle(chat, stop)} class="preview">
      <${PreviewCard} preview=${chat} text=${stop ? `${entryWords.preview.stops[stop].text} ${said.member}` : note} stop=${stop} />
      <${ProblemNote} text=${problemText(problem)} />
      ${
        me
          ? html`<button type="button" class="button button-primary" ref=${button} onClick=${onAccept}>${said.join}</button>`
          : html`<${WayIn} guest=${stop ? null : 'join'} describedBy="preview" onGuest=${onAccept} onAccount=${onAccept} />`
      }
    <//>
  `;
}
