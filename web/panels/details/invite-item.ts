import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { CopyLink } from '../../components/copy-link.ts';
import { panelWords } from '../../panel-words.ts';
import type { Invite } from '../../wire.ts';
import { words as pageWords } from '../../words.ts';
import { QrDialog } from './qr-dialog.ts';

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
              ${panelWords.qr.show}
            </button>
          `
        }
        <button type="button" class="button button-quiet" onClick=${() => onWithdraw(code)}>${words.withdraw}</button>
      </div>
      ${isQrShown && html`<${QrDialog} title=${words.qrTitle} url=${url} svg=${invite.qr} onClose=${() => setIsQrShown(false)} />`}
    </li>
  `;
}
