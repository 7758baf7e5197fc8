import { html } from 'htm/preact';
import { ProblemWords } from '../../kit/late-problem.ts';
import { AlertIcon } from '../../kit/pictures/icons.ts';
import { useInside } from '../../store/context.ts';
import type { Outgoing } from '../../store/outbox/outbox.ts';
import { messageWords } from '../../words/en/message.ts';

/** Below a message that the server did not take: why, and its author's decision. */
export function FailedNote({ outgoing }: { outgoing: Outgoing }) {
  const { messages } = useInside();
  const { failed, retry, discard } = messageWords.unsent;
  return html`
    <div class="failed">
      <p role="alert"><${AlertIcon} />${failed} <${ProblemWords} problem=${{ code: outgoing.reason ?? 'refused' }} /></p>
      <button type="button" onClick=${() => messages.retry(outgoing)}>${retry}</button>
      <button type="button" onClick=${() => messages.discard(outgoing)}>${discard}</button>
    </div>
  `;
}
