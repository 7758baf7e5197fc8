import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { inviteUrl } from '../../kit/chat-name.ts';
import { CopyLink } from '../../kit/links/copy-link.ts';
import { lazy } from '../../kit/parts/lazy.ts';
import type { OpenChat } from '../../net/wire.ts';
import { detailsWords } from '../../words/en/details.ts';

const ShareQr = lazy(
  () => import('./share-qr.ts'),
  ({ ShareQr }) => ShareQr,
);

/** The link that lets everybody in who has it: to copy, to hand on, or to point a camera at. */
export function ShareLink({ chat }: { chat: OpenChat }) {
  const [isQrShown, setIsQrShown] = useState(false);
  const url = inviteUrl(chat);
  return html`
    <p class="small-note">${detailsWords.qr.whoeverHasIt}</p>
    <div class="invite-buttons">
      <${CopyLink} url=${url} />
      <button type="button" class="button button-quiet" aria-haspopup="dialog" onClick=${() => setIsQrShown(true)}>
        ${detailsWords.qr.show}
      </button>
    </div>
    ${isQrShown && html`<${ShareQr} title=${detailsWords.qr.ofChat} url=${url} onClose=${() => setIsQrShown(false)} />`}
  `;
}
