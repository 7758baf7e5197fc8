import type { Api } from '../../net/api.ts';
import type { Ask } from '../../net/ask.ts';
import { insidePath } from '../../net/inside-paths.ts';
import type { MessagePage } from '../../net/wire.ts';
import { changeVisit, type OpenChatView, type State } from '../state.ts';
import type { KeptWorld } from '../world/keep-world.ts';
import { type Edge, extendTalk, putStretch } from '../world/stretches.ts';
import { leaveStretch, type Stretch } from '../world/world.ts';

/** Messages on each side of the one that is gone to. */
const aroundLimit = 50;

export interface PastDeps extends Pick<Ask, 'ask'> {
  api: Pick<Api, 'messages'>;
  state: State;
  world: KeptWorld;
}

/** What was said before the newest messages: fetched by whoever goes back to it. */
export { putStretch };

/** What was said around a message, itself included, or around the place where it would stand. Throws RequestFailure. */
export async function readAround(
  { ask }: Pick<Ask, 'ask'>,
  uri: string,
  id: number,
  signal?: AbortSignal,
): Promise<Stretch> {
  const page = (place: { before: number } | { after: number }) =>
    ask<MessagePage>(insidePath.messages(uri, { ...place, limit: aroundLimit }), { signal });
  const [until, after] = await Promise.all([page({ before: id + 1 }), page({ after: id })]);
  return { messages: [...until.messages, ...after.messages], hasOlder: until.has_more };
}

/** Brings a message into view, with what was said around it. Throws RequestFailure: 404 where there is none to see. */
export async function goTo({ ask, state, world }: PastDeps, uri: string, id: number): Promise<void> {
  const talk = state.world.value?.talks.get(uri);
  const hasIt = (stretch: Stretch | null | undefined) => stretch?.messages.some((it) => it.id === id);
  if (!hasIt(talk?.elsewhere)) {
    if (hasIt(talk)) world.change((known) => leaveStretch(known, uri));
    else {
      const limit = 2 * aroundLimit + 1;
      await world.read(
        () => ask<MessagePage>(insidePath.messages(uri, { around: id, limit })),
        (known, { messages, has_more }) => putStretch(known, uri, { messages, hasOlder: has_more }),
      );
    }
  }
  state.spot.value = { id, isEditing: false };
}

/** Loads the page before the oldest message at hand, or the one after the newest. Throws RequestFailure. */
export async function loadMore(
  { api, state, world }: PastDeps,
  view: OpenChatView,
  direction: Edge['direction'],
): Promise<void> {
  const { uri, messages } = view;
  const edge = messages.at(direction === 'before' ? 0 : -1);
  const hasMore = direction === 'before' ? view.hasOlder : view.isElsewhere;
  if (!edge || !hasMore || view.isLoadingMore) return;
  changeVisit(state, uri, { isLoadingMore: true });
  try {
    // Of what changes in these messages meanwhile the log tells afterwards, as with every snapshot.
    await world.read(
      () => api.messages(uri, { [direction]: edge.id }),
      (known, page) => extendTalk(known, uri, { id: edge.id, direction }, page),
    );
  } finally {
    changeVisit(state, uri, { isLoadingMore: false });
  }
}
