import { html } from 'htm/preact';
import { inviteUrl } from '../../kit/chat-name.ts';
import { CopyLink } from '../../kit/copy-link.ts';
import { Mark } from '../../kit/icons.ts';
import type { OpenChat } from '../../net/wire.ts';
import { words } from '../../words/words.ts';

/** What stands in a new chat: usually its owner needs nothing but the link now. */
export function EmptyLog({ chat }: { chat: OpenChat }) {
  const isAlone = chat.member_count === 1;
  return html`
    <div class="empty">
      <${Mark} />
      <p>${words.chat.empty}</p>
      ${
        isAlone &&
        html`
          <p>${words.chat.alone}</p>
          <${CopyLink} url=${inviteUrl(chat)} isPrimary=${true} />
        `
      }
    </div>
  `;
}
