import { html } from 'htm/preact';
import { Avatar } from '../../kit/pictures/avatar.ts';
import { entryWords } from '../../words/en/entry.ts';
import type { Unlinked } from './entry-actions.ts';

interface PreviewCardProps {
  preview: Unlinked;
  /** What it takes to get in, or a note of whoever invites. */
  text: string;
  stop: ReturnType<typeof stopOf>;
}

/** Who invites to what, or what it is that lets nobody in. Its id is `preview`, for the form that stands below. */
export function PreviewCard({ preview, text, stop }: PreviewCardProps) {
  return html`
    <div class="preview-words" id="preview">
      ${preview.owner && html`<${Avatar} user=${preview.owner} />`}
      <h1>${previewTitle(preview, stop)}</h1>
      <p>${stop ? entryWords.preview.stopped(preview) : entryWords.preview.inside(preview.member_count)}</p>
      ${preview.topic && html`<p><bdi>${preview.topic}</bdi></p>`}
      ${text && html`<p><bdi>${text}</bdi></p>`}
    </div>
  `;
}

/**
 * What keeps somebody out who comes by the chat's link; null: nothing does. Where nobody new is let in, an invite opens nothing either.
 */
export function stopOf({ join_policy }: Pick<Unlinked, 'join_policy'>): 'invite' | 'closed' | null {
  return join_policy === 'link' ? null : join_policy;
}

/** A room stands open to everyone, and so nobody invites to it. Whoever is stopped is not invited, and reads what to do in the `text`. */
export function previewTitle({ kind, owner, name }: Unlinked, stop: ReturnType<typeof stopOf>): string {
  const said = entryWords.preview;
  if (stop) return said.stops[stop].title;
  if (kind === 'public' && name) return said.headingRoom(name);
  const inviter = owner?.display_name ?? said.someone;
  return name ? said.headingNamed(inviter, name) : said.heading(inviter);
}
