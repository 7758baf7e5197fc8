import '../kit/every-page.ts';
import { html, render } from 'htm/preact';
import { createExclusively } from '../browser/exclusively.ts';
import { browserTimer, createPause } from '../browser/pause.ts';
import { browserStorage } from '../browser/storage.ts';
import { browserWakeups, wakeup } from '../browser/wakeups.ts';
import { hear } from '../features/alerts/door.ts';
import { loadImageSender } from '../features/images/door.ts';
import { createApi } from '../net/api.ts';
import { RequestFailure } from '../net/failure.ts';
import { fetchPart } from '../net/fetch-part.ts';
import { createUntilReached } from '../net/until-reached.ts';
import { createActions } from '../store/actions/actions.ts';
import { createClientId } from '../store/actions/message-actions.ts';
import { StoreContext } from '../store/context.ts';
import { followAddress } from '../store/follow-address.ts';
import { keepDrafts } from '../store/outbox/kept-drafts.ts';
import { keepOutbox } from '../store/outbox/kept-outbox.ts';
import { keepPreferences } from '../store/preferences.ts';
import { createSessionKeeper } from '../store/session/kept-session.ts';
import { isOwnStep } from '../store/session/own-step.ts';
import { createUnendedTokens } from '../store/session/unended-tokens.ts';
import { batch, computed, effect } from '../store/signals.ts';
import { createState } from '../store/state.ts';
import { App } from './app.ts';
import { keepOffline } from './keep-offline.ts';
import { showTheme } from './theme.ts';

const storage = browserStorage(window);
const preferences = keepPreferences(storage);
effect(() => showTheme(document, preferences.now.value.theme));
const now = () => Date.now();
const keeper = createSessionKeeper(storage, now);
const session = keeper.read();
const state = createState({
  session,
  end: keeper.readEnd(),
  path: location.pathname,
  isOwnStep: isOwnStep(history.state, session?.user.id),
});

const tab = createClientId();
const api = createApi({
  fetch: (...request) => fetch(...request),
  session: () => state.session.value,
  client: tab,
  onTokenRefused: (sent) => actions.account.answerRefusal(sent),
});

const wakeups = browserWakeups(window);
const pause = createPause(browserTimer, wakeups);

/** For what waits for the line: as soon as polls get through, so does everything else. */
const lineWakeups = new EventTarget();
const wakeLine = () => lineWakeups.dispatchEvent(new Event(wakeup));
wakeups.addEventListener(wakeup, wakeLine);
const isUp = computed(() => state.feed.value?.line === 'up');
effect(() => {
  if (isUp.value) wakeLine();
});
const linePause = createPause(browserTimer, lineWakeups);
const untilReached = createUntilReached({ pause: linePause, random: Math.random });
const unended = createUnendedTokens(storage, { api, untilReached });

/** A part of the page that could not be fetched is a failure of the line: it may come later. */
async function fetched<Part>(part: Promise<Part>): Promise<Part> {
  try {
    return await part;
  } catch {
    throw new RequestFailure(0, 'unreachable');
  }
}

const actions = createActions({
  api,
  state,
  keeper,
  preferences,
  outbox: keepOutbox(state, storage, storage.forgetImages),
  drafts: keepDrafts(state, storage),
  loadImageSender: () => fetched(loadImageSender()),
  pause: linePause,
  untilReached,
  random: Math.random,
  now,
  unended,
  exclusively: createExclusively(navigator.locks),
  loadFollowing: async () => {
    const place = { poll: api.poll, tab, storage, pause, wakeups, window };
    return (await fetched(fetchPart(() => import('./inside.ts')))).following(place);
  },
  // For those who mend the page; what the person reads is said where it goes on.
  onFault: (error) => console.error(error),
  onHeard: (event, isLeading) => hear(event, isLeading, actions.panelDeps),
  go(path) {
    history.pushState(null, '', path);
    batch(() => {
      state.isOwnStep.value = true;
      state.path.value = path;
    });
  },
  mark: (mark) => history.replaceState(mark, ''),
  replacePath(path) {
    history.replaceState(history.state, '', path);
    state.path.value = path;
  },
  tryNow: () => void wakeups.dispatchEvent(new Event(wakeup)),
});

window.addEventListener('popstate', () => {
  batch(() => {
    state.isOwnStep.value = false;
    state.path.value = location.pathname;
  });
});
keeper.watch(actions.account.followOtherTabs);
followAddress(state, actions);
unended.start();

const root = document.getElementById('app');
if (root) render(html`<${StoreContext.Provider} value=${{ state, actions }}><${App} /><//>`, root);
keepOffline(window);
