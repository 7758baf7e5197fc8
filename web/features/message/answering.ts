import { html } from 'htm/preact';
import { useLayoutEffect } from 'preact/hooks';
import { CloseIcon } from '../../kit/pictures/icons.ts';
import { useStore } from '../../store/context.ts';
import type { Draft } from '../../store/outbox/drafts.ts';
import { useValue } from '../../store/use-value.ts';
import { messageAtHand } from '../../store/world/message-at-hand.ts';
import { quoteOf } from '../../store/world/requote.ts';
import { insideWords } from '../../words/en/inside.ts';
import { messageWords } from '../../words/en/message.ts';

interface AnsweringProps {
  uri: string;
  /** The message that is being answered. */
  id: number;
  to: Draft['to'];
  /** One answers nothing any more. */
  onDrop(): void;
}

/** Above where one writes: what one answers. What is not at hand after a reload is answered all the same. */
export function Answering({ uri, id, to, onDrop }: AnsweringProps) {
  const { state } = useStore();
  const original = messageAtHand(useValue(state.world), uri, id);
  const me = useValue(state.session)?.user;
  const other = original?.to && (original.user.id === me?.id ? original.to : original.user);

  // A whisper is answered to the other of its two, or not at all: the server takes nothing else.
  useLayoutEffect(() => {
    if (other && other.username !== to?.username) onDrop();
  }, [other?.username, to?.username]);

  const quote = original && quoteOf(original);
  const { answering, stop } = messageWords.reply;
  const { deleted, images } = insideWords.message;
  return html`
    <div class="answering" role="status">
      <p>
        <span class="quote-author one-line">${answering(quote?.user.display_name)}${' '}</span>
        ${quote && html`<bdi class="quote-text one-line">${quote.deleted ? deleted : quote.excerpt || (quote.image && images(1))}</bdi>`}
      </p>
      <button type="button" class="icon-button" aria-label=${stop} onClick=${onDrop}><${CloseIcon} /></button>
    </div>
  `;
}
