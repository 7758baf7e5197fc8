import { html } from 'htm/preact';
import { Outside } from '../features/entry/door.ts';
import { Boundary } from '../kit/boundary.ts';
import { lazy } from '../kit/lazy.ts';
import { useStore } from '../store/context.ts';
import { parsePath } from '../store/path.ts';
import { useValue } from '../store/use-value.ts';

const Inside = lazy(
  () => import('./inside.ts'),
  ({ Inside }) => Inside,
);
/** The address, and whether somebody is logged in, decide what is shown. */
export function App() {
  const { state } = useStore();
  const place = parsePath(useValue(state.path));
  const me = useValue(state.session)?.user;
  return html`
    <${Boundary} of=${me?.id}>
      ${me ? html`<${Inside} me=${me} place=${place} />` : html`<${Outside} place=${place} />`}
    <//>
  `;
}
