import { html } from 'htm/preact';
import { Avatar } from '../../kit/avatar.ts';
import { entryWords } from '../../words/entry.ts';
import type { Unlinked } from './entry-actions.ts';

interface PreviewCardProps {
  preview: Unlinked;
  /** What it takes to get in, or a note of whoever invites. */
  text: string;
}

/** Who invites to what. Its id is `invitation`, for the form that stands below. */
export function PreviewCard({ preview, text }: PreviewCardProps) {
  return html`
    <div class="invitation-words" id="invitation">
      ${preview.owner && html`<${Avatar} user=${preview.owner} />`}
      <h1>${invitationTitle(preview)}</h1>
      <p>${entryWords.invitation.inside(preview.member_count)}</p>
      ${text && html`<p><bdi>${text}</bdi></p>`}
    </div>
  `;
}

/** The lobby belongs to nobody, and so nobody invites to it. */
export function invitationTitle({ owner, name }: Unlinked): string {
  const { invitation } = entryWords;
  if (!owner && name) return invitation.headingRoom(name);
  const inviter = owner?.display_name ?? invitation.someone;
  return name ? invitation.headingNamed(inviter, name) : invitation.heading(inviter);
}
