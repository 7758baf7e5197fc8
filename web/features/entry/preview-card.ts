import { html } from 'htm/preact';
import { Avatar } from '../../kit/pictures/avatar.ts';
import { entryWords } from '../../words/en/entry.ts';
import type { Unlinked } from './entry-actions.ts';

interface PreviewCardProps {
  preview: Unlinked;
  /** What it takes to get in, or a note of whoever invites. */
  text: string;
}

/** Who invites to what. Its id is `preview`, for the form that stands below. */
export function PreviewCard({ preview, text }: PreviewCardProps) {
  return html`
    <div class="preview-words" id="preview">
      ${preview.owner && html`<${Avatar} user=${preview.owner} />`}
      <h1>${previewTitle(preview)}</h1>
      <p>${entryWords.preview.inside(preview.member_count)}</p>
      ${text && html`<p><bdi>${text}</bdi></p>`}
    </div>
  `;
}

/** A room stands open to everyone, and so nobody invites to it. */
export function previewTitle({ kind, owner, name }: Unlinked): string {
  const said = entryWords.preview;
  if (kind === 'public' && name) return said.headingRoom(name);
  const inviter = owner?.display_name ?? said.someone;
  return name ? said.headingNamed(inviter, name) : said.heading(inviter);
}
