import { html } from 'htm/preact';
import { Page } from '../../kit/page/page.ts';
import type { Preview } from '../../net/wire.ts';
import { entryWords } from '../../words/entry.ts';
import { invitationTitle, PreviewCard } from './preview-card.ts';
import { WayIn } from './way-in.ts';

/** What a link shows to someone who is not logged in. Coming in stays on this address, and so leads into the chat. */
export function Invitation({ preview }: { preview: Preview | null }) {
  const { invitation } = entryWords;
  if (!preview) {
    // What can't be found by outsiders may be a private chat of someone who has an account.
    return html`
      <${Page} title=${invitation.unknown} class="invitation">
        <div class="invitation-words" id="invitation">
          <h1>${invitation.unknown}</h1>
          <p>${invitation.unknownHint}</p>
        </div>
        <${WayIn} guest=${null} describedBy="invitation" />
      <//>
    `;
  }
  const isOpen = preview.join_policy === 'link';
  return html`
    <${Page} title=${invitationTitle(preview)} class="invitation">
      <${PreviewCard} preview=${preview} text=${invitation.policy(preview.join_policy)} />
      <${WayIn} guest=${isOpen ? 'join' : null} describedBy="invitation" />
    <//>
  `;
}
