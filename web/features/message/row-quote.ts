import { html } from 'htm/preact';
import { personName } from '../../kit/person-name.ts';
import type { Message } from '../../net/wire.ts';
import { useStore } from '../../store/context.ts';
import type { Outgoing } from '../../store/outbox/outbox.ts';
import { messageAtHand } from '../../store/world/message-at-hand.ts';
import { quoteOf } from '../../store/world/requote.ts';
import { insideWords } from '../../words/en/inside.ts';
import { useJump } from './jump-to.ts';

interface RowQuoteProps {
  entry: { kind: 'stored'; message: Message } | { kind: 'outgoing'; outgoing: Outgoing };
}

/** What a message answers: its beginning, which leads to it. */
export function RowQuote({ entry }: RowQuoteProps) {
  const { state } = useStore();
  const jump = useJump();
  const { uri } = entry.kind === 'stored' ? entry.message : entry.outgoing;
  const quote = entry.kind === 'stored' ? entry.message.reply_to : quoteOfWaiting();
  if (!quote) return null;
  const { answers, deleted, images } = insideWords.message;
  return html`
    <button type="button" class="quote" onClick=${() => jump(uri, quote.id)}>
      <span class="visually-hidden">${answers} </span>
      <bdi class="quote-author one-line">${personName(quote.user)}</bdi>
      <span class="quote-text one-line" dir="auto">${quote.deleted ? deleted : quote.excerpt || (quote.image && images(1))}</span>
    </button>
  `;

  /** Nothing of it is kept with what waits. */
  function quoteOfWaiting() {
    const { replyTo } = (entry as { outgoing: Outgoing }).outgoing;
    const original = replyTo ? messageAtHand(state.world.value, uri, replyTo) : undefined;
    return original && quoteOf(original);
  }
}
