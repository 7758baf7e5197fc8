import { html } from 'htm/preact';
import type { ComponentType } from 'preact';
import { Outside } from '../features/entry/door.ts';
import { MailedLink } from '../features/mail/door.ts';
import { Boundary } from '../kit/parts/boundary.ts';
import { lazy } from '../kit/parts/lazy.ts';
import { parsePath } from '../net/paths.ts';
import { useStore } from '../store/context.ts';
import { useValue } from '../store/use-value.ts';
import type { InsideProps } from './inside-page.ts';

/** The address, and whether somebody is logged in, decide what is shown. */
export function createApp(loadInside: () => Promise<ComponentType<InsideProps>>): ComponentType {
  const Inside = lazy(loadInside, (found) => found);
  return () => {
    const { state } = useStore();
    const place = parsePath(useValue(state.path));
    const me = useValue(state.session)?.user;
    if (place.kind === 'mailed')
      return html`<${Boundary} of=${place.purpose}><${MailedLink} purpose=${place.purpose} /><//>`;
    return html`
      <${Boundary} of=${me?.id}>
        ${me ? html`<${Inside} me=${me} place=${place} />` : html`<${Outside} place=${place} />`}
      <//>
    `;
  };
}
