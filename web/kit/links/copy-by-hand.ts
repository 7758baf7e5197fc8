import '../parts/every-page.ts';
import { html } from 'htm/preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { panelWords } from '../../words/en/panels.ts';

interface CopyByHandProps {
  url: string;
  onClose(): void;
}

/** The link, selected, where the browser does not let the page copy it (http, or by setting). */
export function CopyByHand({ url, onClose }: CopyByHandProps) {
  const field = useRef<HTMLInputElement>(null);
  const hintId = useId();
  useLayoutEffect(() => field.current?.select(), []);
  return html`
    <div class="copy-by-hand">
      <input
        ref=${field}
        readonly
        value=${url}
        aria-label=${panelWords.copyByHand.label}
        aria-describedby=${hintId}
        onBlur=${onClose}
      />
      <p id=${hintId}>${panelWords.copyByHand.hint}</p>
    </div>
  `;
}
