import { html } from 'htm/preact';
import { Page } from '../../kit/page/page.ts';
import type { Preview } from '../../net/wire.ts';
import { entryWords } from '../../words/en/entry.ts';
import { PreviewCard, previewTitle, stopOf } from './preview-card.ts';
import { WayIn } from './way-in.ts';

/** What a link shows to someone who is not logged in. Coming in stays on this address, and so leads into the chat. */
export function PreviewPage({ preview }: { preview: Preview | null }) {
  const said = entryWords.preview;
  if (!preview) {
    // What can't be found by outsiders may be a private chat of someone who has an account.
    return html`
      <${Page} title=${said.unknown} class="preview">
        <div class="preview-words" id="preview">
          <h1>${said.unknown}</h1>
          <p>${said.unknownHint}</p>
        </div>
        <${WayIn} guest=${null} describedBy="preview" />
      <//>
    `;
  }
  const stop = stopOf(preview);
  const text = stop ? `${entryWords.preview.stops[stop].text} ${said.member}` : said.open;
  return html`
    <${Page} title=${previewTitle(preview, stop)} class="preview">
      <${PreviewCard} preview=${preview} text=${text} stop=${stop} />
      <${WayIn} guest=${stop ? null : 'join'} describedBy="preview" />
    <//>
  `;
}
