import { html } from 'htm/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { CopyLink } from '../../components/copy-link.ts';
import { panelWords } from '../../panel-words.ts';
import type { Invite } from '../../wire.ts';
import { words as pageWords } from '../../words.ts';
import { Dialog } from '../dialog.ts';

interface InviteItemProps {
  invite: Invite;
  onWithdraw(code: string): void;
}

/** One invite: what it is for, how far it is used, and the ways to pass it on. */
export function InviteItem({ invite, onWithdraw }: InviteItemProps) {
  const [isQrShown, setIsQrShown] = useState(false);
  const words = panelWords.invites;
  const { code, note, url, uses, max_uses: maxUses, expires_at: expiresAt } = invite;
  const isOver = expiresAt !== null && Date.parse(expiresAt) <= Date.now();
  const isUsedUp = maxUses !== null && uses >= maxUses;
  const until = expiresAt === null ? words.noEnd : isOver ? words.over : words.until(expiresAt);
  return html`
    <li class="invite">
      <p class="invite-note"><bdi>${note || words.unnamed}</bdi></p>
      <p class="small-note" title=${expiresAt ? pageWords.exactTime(expiresAt) : undefined}>
        ${words.used(uses, maxUses)} · ${until}
      </p>
      <div class="invite-buttons">
        ${
          !isOver &&
          !isUsedUp &&
          html`
            <${CopyLink} url=${url} />
            <button type="button" class="button button-quiet" aria-haspopup="dialog" onClick=${() => setIsQrShown(true)}>
              ${words.showQr}
            </button>
          `
        }
        <button type="button" class="button button-quiet" onClick=${() => onWithdraw(code)}>${words.withdraw}</button>
      </div>
      ${isQrShown && html`<${QrCode} invite=${invite} onClose=${() => setIsQrShown(false)} />`}
    </li>
  `;
}

/** As an image of its own, not as part of the page: whatever the picture holds, it can do nothing here. */
function QrCode({ invite, onClose }: { invite: Invite; onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const { qrTitle, qrHint, close } = panelWords.invites;
  return html`
    <${Dialog} dialog=${dialog} title=${qrTitle} text=${qrHint} onClose=${onClose}>
      <img class="qr" alt=${qrTitle} src="data:image/svg+xml,${encodeURIComponent(invite.qr)}" />
      <p class="qr-url">${invite.url}</p>
      <div class="dialog-buttons">
        <button type="button" class="button button-quiet" onClick=${() => dialog.current?.close()}>${close}</button>
      </div>
    <//>
  `;
}
