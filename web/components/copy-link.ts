import { html } from 'htm/preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { words } from '../words.ts';
import { CheckIcon, LinkIcon } from './icons.ts';

/** How long the button says that it worked. */
const shownMs = 4000;

type Outcome = 'none' | 'copied' | 'byHand';

interface CopyLinkProps {
  url: string;
  /** The button for the empty chat is the main thing on the screen; the one in the header is not. */
  isPrimary?: boolean;
}

/** Copies the invite link. Where the browser forbids it (http, or by setting), shows the link selected instead. */
export function CopyLink({ url, isPrimary = false }: CopyLinkProps) {
  const [outcome, setOutcome] = useState<Outcome>('none');
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const hintId = useId();

  useEffect(() => {
    if (outcome === 'byHand') field.current?.select();
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

  const close = () => {
    setOutcome('none');
    button.current?.focus();
  };

  const isCopied = outcome === 'copied';
  return html`
    <div class="copy-link" onKeyDown=${(event: KeyboardEvent) => event.key === 'Escape' && close()}>
      <button type="button" class="button ${isPrimary ? 'button-primary' : 'button-quiet'}" ref=${button} onClick=${copy}>
        ${isCopied ? html`<${CheckIcon} />` : html`<${LinkIcon} />`}
        <span class="button-label">${isCopied ? words.invite.copied : words.invite.copy}</span>
      </button>
      <span class="visually-hidden" role="status">${isCopied && words.invite.copied}</span>
      ${
        outcome === 'byHand' &&
        html`
          <div class="copy-by-hand">
            <input
              ref=${field}
              readonly
              value=${url}
              aria-label=${words.invite.label}
              aria-describedby=${hintId}
              onBlur=${() => setOutcome('none')}
            />
            <p id=${hintId}>${words.invite.copyByHand}</p>
          </div>
        `
      }
    </div>
  `;
}
