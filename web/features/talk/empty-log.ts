import { html } from 'htm/preact';
import { inviteUrl } from '../../kit/chat-name.ts';
import { CopyLink } from '../../kit/links/copy-link.ts';
import { Mark } from '../../kit/pictures/icons.ts';
import type { OpenChat } from '../../net/wire.ts';
import { insideWords } from '../../words/en/inside.ts';

/** What stands in a new chat: usually its owner needs nothing but the link now. */
export function EmptyLog({ chat }: { chat: OpenChat }) {
  const isAlone = chat.member_count === 1 && chat.kind !== 'direct';
  return html`
    <div class="empty">
      <${Mark} />
      <p>${insideWords.chat.empty}</p>
      ${
        isAlone &&
        html`
          <p>${insideWords.chat.alone}</p>
          <${CopyLink} url=${inviteUrl(chat)} isPrimary=${true} />
        `
      }
    </div>
  `;
}
