import { html } from 'htm/preact';
import { useStore } from '../../store/context.ts';
import type { Outgoing } from '../../store/outbox/outbox.ts';
import { useValue } from '../../store/use-value.ts';
import { insideWords } from '../../words/en/inside.ts';
import { FailedNote } from '../message/door.ts';

/** Below a message that is not stored yet: on its way, or failed and waiting for its author's decision. */
export function OutgoingNote({ outgoing }: { outgoing: Outgoing }) {
  const line = useValue(useStore().state.line);
  const { sending, waiting } = insideWords.message;
  if (outgoing.state === 'failed') return html`<${FailedNote} outgoing=${outgoing} />`;
  return html`<p class="meta">${line === 'up' ? sending : waiting}</p>`;
}
