import '../kit/parts/every-page.ts';
import { batch, computed, effect } from '@preact/signals-core';
import { html } from 'htm/preact';
import { type ComponentType, render } from 'preact';
import { createClientId } from '../browser/client-id.ts';
import { createExclusively } from '../browser/exclusively.ts';
import { browserTimer, createPause } from '../browser/pause.ts';
import { browserStorage } from '../browser/storage.ts';
import { browserWakeups, wakeup } from '../browser/wakeups.ts';
import { createAsk } from '../net/ask.ts';
import { fetchPart } from '../net/fetch-part.ts';
import { createUntilReached } from '../net/until-reached.ts';
import type { Session } from '../net/wire.ts';
import { createActions } from '../store/actions/actions.ts';
import { createVisits } from '../store/actions/visits.ts';
import { StoreContext } from '../store/context.ts';
import { followAddress } from '../store/follow-address.ts';
import { keepPreferences } from '../store/preferences.ts';
import { createAccountActions } from '../store/session/account-actions.ts';
import { followSession } from '../store/session/follow-session.ts';
import { createSessionKeeper } from '../store/session/kept-session.ts';
import { isOwnStep } from '../store/session/own-step.ts';
import { createUnendedTokens } from '../store/session/unended-tokens.ts';
import { createState } from '../store/state.ts';
import { createApp } from './app.ts';
import type { Inside, InsidePlace } from './inside.ts';
import type { InsideProps } from './inside-page.ts';
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

const ask = createAsk<Session>({
  fetch: (...request) => fetch(...request),
  session: () => state.session.value,
  onTokenRefused: (sent) => account.answerRefusal(sent),
});

const wakeups = browserWakeups(window);
const pause = createPause(browserTimer, wakeups);
const tryNow = () => void wakeups.dispatchEvent(new Event(wakeup));

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
const unended = createUnendedTokens(storage, { send: ask.send, untilReached });
const exclusively = createExclusively(navigator.locks);

/** Begun once; a fetch that failed is made again. */
let inside: Inside | undefined;

function show(path: string, isOwnStep: boolean): void {
  batch(() => {
    state.isOwnStep.value = isOwnStep;
    state.path.value = path;
  });
}

function go(path: string, mayJoin = true): void {
  if (inside) inside.layers.go(path);
  else history.pushState(null, '', path);
  show(path, mayJoin);
}

const account = createAccountActions({ state, keeper, unended, exclusively, now, go });
const actions = createActions({ ...ask, account, go, tryNow });
const visits = createVisits({ ...ask, state, untilReached });

const place: InsidePlace = {
  state,
  actions,
  visits,
  keeper,
  unended,
  exclusively,
  preferences,
  untilReached,
  pause: linePause,
  random: Math.random,
  now,
  feed: { tab: createClientId(), storage, pause, wakeups, window },
  forgetImages: storage.forgetImages,
  // For those who mend the page; what the person reads is said where it goes on.
  onFault: (error) => console.error(error),
};

async function loadInside(): Promise<ComponentType<InsideProps>> {
  const { beginInside } = await fetchPart(() => import('./inside.ts'));
  inside ??= beginInside(place);
  return inside.page;
}

window.addEventListener('popstate', () => {
  const path = inside ? inside.layers.arrive() : location.pathname;
  if (path !== null && path !== state.path.value) show(path, false);
});
keeper.watch(account.followOtherTabs);
followSession(state, (userId) =>
  userId === null ? followAddress(state, (uri, _, signal) => visits.loadPreview(uri, signal)) : null,
);
unended.start();

const root = document.getElementById('app');
if (root)
  render(html`<${StoreContext.Provider} value=${{ state, actions }}><${createApp(loadInside)} /><//>`, root);
keepOffline(window);
