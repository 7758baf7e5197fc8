import { html } from 'htm/preact';
import { Avatar } from '../../components/avatar.ts';
import { Page } from '../../components/page.ts';
import { entryWords } from '../../entry-words.ts';
import { useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import type { Preview } from '../../wire.ts';
import { AccountForm } from './account-form.ts';

/** What a link shows to someone who is not logged in. Logging in stays on this address, and so leads into the chat. */
export function Invitation({ preview }: { preview: Preview | null }) {
  const { state } = useStore();
  const farewell = useValue(state.farewell);
  const title = preview ? headingOf(preview) : entryWords.invitation.unknown;
  // What can't be found by outsiders may be a private chat of someone who has an account.
  const isNewcomer = farewell === 'none' && preview !== null;
  return html`
    <${Page} title=${title} class="invitation">
      <div class="invitation-words" id="invitation">
        ${preview?.owner && html`<${Avatar} user=${preview.owner} />`}
        <h1>${title}</h1>
        ${preview && html`<p>${entryWords.invitation.inside(preview.member_count)}</p>`}
        <p>${preview ? entryWords.invitation.policy(preview.join_policy) : entryWords.invitation.unknownHint}</p>
      </div>
      <${AccountForm} isNewcomer=${isNewcomer} describedBy="invitation" />
    <//>
  `;
}

function headingOf({ owner, name }: Preview): string {
  const inviter = owner?.display_name ?? entryWords.invitation.someone;
  return name ? entryWords.invitation.headingNamed(inviter, name) : entryWords.invitation.heading(inviter);
}
