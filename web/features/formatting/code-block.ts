import { html } from 'htm/preact';
import { useRef, useState } from 'preact/hooks';
import { formattingWords } from '../../words/en/formatting.ts';

interface CodeBlockProps {
  /** As it was named; empty where it was not. */
  language: string;
  text: string;
}

/** Code that scrolls within itself, with a button that copies it. */
export function CodeBlock({ language, text }: CodeBlockProps) {
  const code = useRef<HTMLElement>(null);
  const [said, setSaid] = useState<string>(formattingWords.copy);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(formattingWords.copied);
    } catch {
      // No clipboard over plain HTTP, or by setting: what is selected is one key away from being copied.
      if (code.current) getSelection()?.selectAllChildren(code.current);
      setSaid(formattingWords.selected);
    }
  };
  return html`
    <div class="code-block" onFocusOut=${() => setSaid(formattingWords.copy)}>
      <div class="code-head">
        <bdi>${language}</bdi>
        <button type="button" aria-live="polite" onClick=${copy}>${said}</button>
      </div>
      <pre dir="ltr" tabindex="0" aria-label=${formattingWords.code(language)} role="group"><code ref=${code}>${text}</code></pre>
    </div>
  `;
}
