import { html } from 'htm/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { insideWords } from '../../words/en/inside.ts';
import { lazy } from '../parts/lazy.ts';
import { CheckIcon, LinkIcon, ShareIcon } from '../pictures/icons.ts';

const CopyByHand = lazy(
  () => import('./copy-by-hand.ts'),
  ({ CopyByHand }) => CopyByHand,
);

/** How long the button says that it worked. */
const shownMs = 4000;

type Outcome = 'none' | 'copied' | 'byHand';

interface CopyLinkProps {
  url: string;
  /** The button for the empty chat is the main thing on the screen; the one in the header is not. */
  isPrimary?: boolean;
}

/** Copies the invite link; where the browser forbids it, shows it selected instead. Where there is one, the system's sheet too. */
export function CopyLink({ url, isPrimary = false }: CopyLinkProps) {
  const [outcome, setOutcome] = useState<Outcome>('none');
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (outcome !== 'copied') return;
    const timer = setTimeout(() => setOutcome('none'), shownMs);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      setOutcome('copied');
    } catch {
      // No clipboard here: the person copies by hand.
      setOutcome('byHand');
    }
  };

  // Whoever closes the sheet without choosing has changed their mind: that is no failure.
  const share = () => navigator.share({ title: document.title, url }).catch(() => {});

  const close = () => {
    setOutcome('none');
    button.current?.focus();
  };

  const isCopied = outcome === 'copied';
  const kind = `button ${isPrimary ? 'button-primary' : 'button-quiet'}`;
  return html`
    <div class="copy-link" onKeyDown=${(event: KeyboardEvent) => event.key === 'Escape' && close()}>
      ${
        'share' in navigator &&
        html`
          <button type="button" class="${kind} share" onClick=${share}>
            <${ShareIcon} /><span class="button-label">${insideWords.link.share}</span>
          </button>
        `
      }
      <button type="button" class=${kind} ref=${button} onClick=${copy}>
        ${isCopied ? html`<${CheckIcon} />` : html`<${LinkIcon} />`}
        <span class="button-label">${isCopied ? insideWords.link.copied : insideWords.link.copy}</span>
      </button>
      <span class="visually-hidden" role="status">${isCopied && insideWords.link.copied}</span>
      ${outcome === 'byHand' && html`<${CopyByHand} url=${url} onClose=${() => setOutcome('none')} />`}
    </div>
  `;
}
