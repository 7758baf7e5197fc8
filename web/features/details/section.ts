import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { OpenIcon } from '../../kit/pictures/icons.ts';

interface SectionProps {
  title: string;
  /** Made, and whatever it shows asked for, when it is opened. */
  children?: ComponentChildren;
}

/** A part of the details that one opens by its heading. */
export function Section({ title, children }: SectionProps) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  return html`
    <section class="section">
      <h2>
        <button
          type="button"
          aria-expanded=${isOpen ? 'true' : 'false'}
          aria-controls=${isOpen ? id : undefined}
          onClick=${() => setIsOpen(!isOpen)}
        >
          ${title}<${OpenIcon} />
        </button>
      </h2>
      ${isOpen && html`<div class="section-inside" id=${id}>${children}</div>`}
    </section>
  `;
}
