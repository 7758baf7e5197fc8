import { html } from 'htm/preact';
import { lazy } from '../components/lazy.ts';
import { useStore } from '../store/context.ts';
import { parsePath } from '../store/path.ts';
import { useValue } from '../store/use-value.ts';
import { words } from '../words.ts';
import { ChatPlace } from './chat-place.ts';
import { Home } from './home.ts';
import { Notice } from './notice.ts';

const Landing = lazy(() => import('../panels/entry/landing.ts').then((part) => part.Landing));
const Settings = lazy(() => import('../panels/settings/settings.ts').then((part) => part.Settings));

/** The address, and whether somebody is logged in, decide what is shown. */
export function App() {
  const { state } = useStore();
  const place = parsePath(useValue(state.path));
  const me = useValue(state.session)?.user;
  if (place.kind === 'chat') return html`<${ChatPlace} me=${me} />`;
  if (place.kind === 'nowhere') return html`<${Notice} ...${words.notFound} />`;
  if (!me) return html`<${Landing} />`;
  return place.kind === 'settings' ? html`<${Settings} me=${me} />` : html`<${Home} me=${me} />`;
}
