import '../../kit/parts/form-parts.ts';
import '../../kit/parts/panel-parts.ts';
import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Page } from '../../kit/page/page.ts';
import { BackIcon } from '../../kit/pictures/icons.ts';
import type { User } from '../../net/wire.ts';
import { useInside } from '../../store/context.ts';
import { staffWords } from '../../words/en/staff.ts';
import { StaffBroadcasts } from './broadcasts.ts';
import { StaffPeople } from './people.ts';
import { Reports } from './reports.ts';
import { StaffSessions } from './sessions.ts';
import { type Section, Tabs } from './tabs.ts';

interface StaffProps {
  me: User;
  onClose(): void;
}

/** What staff look after, in place of the settings; Back leads to them. */
export function Staff({ me, onClose }: StaffProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { layers } = useInside();
  const [section, setSection] = useState<Section>('reports');
  useLayoutEffect(() => heading.current?.focus(), []);
  useLayoutEffect(() => layers.cover(onClose), []);
  return html`
    <${Page} title=${staffWords.title} class="settings">
      <div class="settings-head">
        <button type="button" class="icon-button" aria-label=${staffWords.back} onClick=${onClose}><${BackIcon} /></button>
        <h1 ref=${heading} tabindex="-1">${staffWords.title}</h1>
      </div>
      <${Tabs} section=${section} onSection=${setSection}>
        ${section === 'reports' && html`<${Reports} />`}
        ${section === 'broadcasts' && html`<${StaffBroadcasts} />`}
        ${section === 'people' && html`<${StaffPeople} me=${me} />`}
        ${section === 'sessions' && html`<${StaffSessions} />`}
      <//>
    <//>
  `;
}
