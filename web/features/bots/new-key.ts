import { html } from 'htm/preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { KeyedBot } from '../../net/wire.ts';
import { botWords } from '../../words/en/bots.ts';
import { FormattedText } from '../formatting/door.ts';

interface NewKeyProps {
  bot: KeyedBot;
  onClose(): void;
}

/** The address of a bot's hook and a line that uses it: shown now and never again. */
export function NewKey({ bot, onClose }: NewKeyProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  // A path, where the server was not told how people reach it.
  const url = new URL(bot.url, location.origin).href;
  const line = `curl -d '${botWords.example}' ${url}`;
  return html`
    <section class="new-key">
      <h3 ref=${heading} tabindex="-1"><bdi>${botWords.isReady(bot.user.display_name)}</bdi></h3>
      <p class="small-note">${botWords.once}</p>
      <p>${botWords.address}</p>
      <${FormattedText} ...${asCode(url)} />
      <p>${botWords.tryIt}</p>
      <${FormattedText} ...${asCode(line)} />
      <button type="button" class="button button-primary" onClick=${onClose}>${botWords.isKept}</button>
    </section>
  `;
}

/** A block with a button that copies it, as in a message. */
const asCode = (text: string) => ({ text: `\`\`\`\n${text}\n\`\`\``, mentions: [], myId: 0 });
