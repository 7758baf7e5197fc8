import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { isRightToLeft } from '../../browser/direction.ts';
import { insideWords } from '../../words/en/inside.ts';

const sections = ['chats', 'people', 'rooms'] as const;
export type Section = (typeof sections)[number];

interface SectionsProps {
  section: Section;
  onSection(section: Section): void;
  children?: ComponentChildren;
}

/** Tabs after the pattern of the ARIA practices: one stop for Tab, the arrow keys move between them. */
export function Sections({ section, onSection, children }: SectionsProps) {
  const tabs = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const toRight = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!toRight) return;
    const step = isRightToLeft() ? -toRight : toRight;
    const index = (sections.indexOf(section) + step + sections.length) % sections.length;
    onSection(sections[index] ?? 'chats');
    tabs.current?.querySelectorAll('button')[index]?.focus();
  };
  return html`
    <div class="tabs" role="tablist" ref=${tabs} aria-label=${insideWords.home.sectionsLabel} onKeyDown=${move}>
      ${sections.map(
        (name) => html`
          <button
            type="button"
            role="tab"
            key=${name}
            id="tab-${name}"
            aria-selected=${name === section ? 'true' : 'false'}
            aria-controls="section"
            tabindex=${name === section ? 0 : -1}
            onClick=${() => onSection(name)}
          >
            ${insideWords.home.sections[name]}
          </button>
        `,
      )}
    </div>
    <div class="sidebar-section" id="section" role="tabpanel" aria-labelledby="tab-${section}">${children}</div>
  `;
}
