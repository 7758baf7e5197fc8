import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { formattingWords } from '../../words/en/formatting.ts';
import { FormattedText } from './formatted-text.ts';

/** Pressed by a mouse or a finger, it leaves the focus, and a phone's keyboard, where one writes. */
const keepFocus = (event: Event) => event.preventDefault();

/** How a draft will look, for who asks. Whom it names is known to the server alone. */
export function DraftPreview({ text }: { text: string }) {
  const [isShown, setIsShown] = useState(false);
  return html`
    <button
      type="button"
      class="draft-preview-button"
      aria-pressed=${String(isShown)}
      onMouseDown=${keepFocus}
      onClick=${() => setIsShown(!isShown)}
    >
      ${formattingWords.preview}
    </button>
    ${
      isShown &&
      html`
        <div class="draft-preview" role="region" aria-label=${formattingWords.preview}>
          <${FormattedText} text=${text} mentions=${[]} myId=${0} />
        </div>
      `
    }
  `;
}
