import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { staffWords } from '../../words/en/staff.ts';

const sections = ['reports', 'broadcasts', 'people', 'sessions'] as const;
export type Section = (typeof sections)[number];

interface TabsProps {
  section: Section;
  onSection(section: Section): void;
  children?: ComponentChildren;
}

/** After the pattern of the ARIA practices: one stop for Tab, the arrow keys move between them. */
export function Tabs({ section, onSection, children }: TabsProps) {
  const tabs = useRef<HTMLDivElement>(null);
  const id = useId();
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const index = (sections.indexOf(section) + step + sections.length) % sections.length;
    onSection(sections[index] ?? 'reports');
    tabs.current?.querySelectorAll('button')[index]?.focus();
  };
  return html`
    <div class="tabs staff-tabs" role="tablist" ref=${tabs} aria-label=${staffWords.tabs} onKeyDown=${move}>
      ${sections.map(
        (name) => html`
          <button
            type="button"
            role="tab"
            key=${name}
            id="${id}-${name}"
            aria-selected=${name === section ? 'true' : 'false'}
            aria-controls=${id}
            tabindex=${name === section ? 0 : -1}
            onClick=${() => onSection(name)}
          >
            ${staffWords.sections[name]}
          </button>
        `,
      )}
    </div>
    <div class="card settings-part" id=${id} role="tabpanel" aria-labelledby="${id}-${section}">${children}</div>
  `;
}
