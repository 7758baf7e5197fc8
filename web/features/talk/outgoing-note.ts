import { html } from 'htm/preact';
import { ProblemWords } from '../../kit/late-problem.ts';
import { AlertIcon } from '../../kit/pictures/icons.ts';
import { useInside, useStore } from '../../store/context.ts';
import type { Outgoing } from '../../store/outbox/outbox.ts';
import { useValue } from '../../store/use-value.ts';
import { insideWords } from '../../words/en/inside.ts';

/** Below a message that is not stored yet: on its way, or failed and waiting for its author's decision. */
export function OutgoingNote({ outgoing }: { outgoing: Outgoing }) {
  const { state } = useStore();
  const inside = useInside();
  const line = useValue(state.line);
  const { sending, waiting, failed, retry, discard } = insideWords.message;
  if (outgoing.state === 'sending') {
    return html`<p class="meta">${line === 'up' ? sending : waiting}</p>`;
  }
  return html`
    <div class="failed">
      <p role="alert"><${AlertIcon} />${failed} <${ProblemWords} problem=${{ code: outgoing.reason ?? 'refused' }} /></p>
      <button type="button" onClick=${() => inside.messages.retry(outgoing)}>${retry}</button>
      <button type="button" onClick=${() => inside.messages.discard(outgoing)}>${discard}</button>
    </div>
  `;
}
