import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { CopyLink } from '../../../kit/links/copy-link.ts';
import { lazy } from '../../../kit/parts/lazy.ts';
import type { Invite } from '../../../net/wire.ts';
import { detailsWords } from '../../../words/en/details.ts';
import { insideWords } from '../../../words/en/inside.ts';

const ShareQr = lazy(
  () => import('../share-qr.ts'),
  ({ ShareQr }) => ShareQr,
);

interface InviteItemProps {
  invite: Invite;
  onWithdraw(id: string): void;
}

/** One invite: what it is for, how far it is used, and the ways to pass it on. */
export function InviteItem({ invite, onWithdraw }: InviteItemProps) {
  const [isQrShown, setIsQrShown] = useState(false);
  const words = detailsWords.invites;
  const { id, note, uses, max_uses: maxUses, expires_at: expiresAt } = invite;
  // A path, where the server was not told how people reach it.
  const url = invite.url && new URL(invite.url, location.origin).href;
  const isOver = expiresAt !== null && Date.parse(expiresAt) <= Date.now();
  const isUsedUp = maxUses !== null && uses >= maxUses;
  const until = expiresAt === null ? words.noEnd : isOver ? words.over : words.until(expiresAt);
  return html`
    <li class="invite">
      <p class="invite-note"><bdi>${note || words.unnamed}</bdi></p>
      <p class="small-note" title=${expiresAt ? insideWords.exactTime(expiresAt) : undefined}>
        ${words.used(uses, maxUses)} · ${until}
      </p>
      <div class="invite-buttons">
        ${
          !isOver &&
          !isUsedUp &&
          url &&
          html`
            <${CopyLink} url=${url} />
            <button type="button" class="button button-quiet" aria-haspopup="dialog" onClick=${() => setIsQrShown(true)}>
              ${detailsWords.qr.show}
            </button>
          `
        }
        <button type="button" class="button button-quiet" onClick=${() => onWithdraw(id)}>${words.withdraw}</button>
      </div>
      ${isQrShown && url && html`<${ShareQr} title=${words.qrTitle} url=${url} onClose=${() => setIsQrShown(false)} />`}
    </li>
  `;
}
