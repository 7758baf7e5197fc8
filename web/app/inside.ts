import '../kit/parts/inside-pages.ts';
import { html } from 'htm/preact';
import type { ComponentType } from 'preact';
import { hear } from '../features/alerts/door.ts';
import { loadImageDropper, loadImageSender } from '../features/images/door.ts';
import { keepPushes } from '../features/push/door.ts';
import { createApi } from '../net/api.ts';
import { fetchPart } from '../net/fetch-part.ts';
import { type FeedPlace, openFeed } from '../net/transport/open-feed.ts';
import { createInsideActions, type InsideDeps } from '../store/actions/inside-actions.ts';
import { InsideContext } from '../store/context.ts';
import { createLayers, type Layers } from '../store/layers.ts';
import { keepDrafts } from '../store/outbox/kept-drafts.ts';
import { keepOutbox } from '../store/outbox/kept-outbox.ts';
import { followSession } from '../store/session/follow-session.ts';
import { InsidePage, type InsideProps } from './inside-page.ts';
import { loadExpiries, loadPast, loadSending } from './late-actions.ts';

/** What was there before, and goes on when nobody is logged in. */
export interface InsidePlace
  extends Omit<
    InsideDeps,
    | 'api'
    | 'outbox'
    | 'drafts'
    | 'layers'
    | 'mark'
    | 'replacePath'
    | 'openFeed'
    | 'loadImageSender'
    | 'loadImageDropper'
    | 'loadRefresh'
    | 'loadPast'
    | 'loadSending'
    | 'loadExpiries'
    | 'wakeups'
    | 'onHeard'
  > {
  feed: Omit<FeedPlace, 'api' | 'loadLease' | 'loadStream'>;
  forgetImages(userId: number): void;
}

/** On plain http alone. */
const loadLease = async () => (await fetchPart(() => import('./lease.ts'))).leadByLease;

/** Once polls are held. */
const loadStream = async () => (await fetchPart(() => import('./stream.ts'))).openStream;

/** Once a day. */
const loadRefresh = async () => (await fetchPart(() => import('./refresh.ts'))).refreshToken;

export interface Inside {
  page: ComponentType<InsideProps>;
  layers: Layers;
}

/** Follows the log and the address bar as whoever is logged in, from now on, and draws their page. */
export function beginInside({ feed, forgetImages, ...place }: InsidePlace): Inside {
  const { state, actions } = place;
  const layers = createLayers(feed.window);
  const api = createApi(actions, feed.tab);
  const inside = createInsideActions({
    ...place,
    api,
    layers,
    mark: layers.mark,
    replacePath(path) {
      layers.rename(path);
      state.path.value = path;
    },
    outbox: keepOutbox(state, feed.storage, forgetImages),
    drafts: keepDrafts(state, feed.storage),
    openFeed: (listener) => openFeed({ ...feed, api, loadLease, loadStream }, listener),
    loadImageSender,
    loadImageDropper,
    loadRefresh,
    loadPast,
    loadSending,
    loadExpiries,
    wakeups: feed.wakeups,
    onHeard: (event, isLeading) => hear(event, isLeading, inside.featureDeps),
  });
  followSession(state, (userId) => (userId === null ? null : inside.enter(userId)));
  keepPushes(inside.featureDeps);
  const page = (props: InsideProps) =>
    html`<${InsideContext.Provider} value=${inside}><${InsidePage} ...${props} /><//>`;
  return { page, layers };
}
