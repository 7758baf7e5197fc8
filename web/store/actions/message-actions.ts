import { createClientId } from '../../browser/client-id.ts';
import type { Api } from '../../net/api.ts';
import type { Ask } from '../../net/ask.ts';
import { insidePath } from '../../net/inside-paths.ts';
import type { MessagePage } from '../../net/wire.ts';
import type { Draft } from '../outbox/drafts.ts';
import type { KeptDrafts } from '../outbox/kept-drafts.ts';
import type { KeptOutbox } from '../outbox/kept-outbox.ts';
import { add, discard, markSending, type Outgoing } from '../outbox/outbox.ts';
import { problemOf } from '../problem.ts';
import { changeVisit, type OpenChatView, type State } from '../state.ts';
import type { KeptWorld } from '../world/keep-world.ts';
import { type Edge, extendTalk, leaveStretch, putStretch, type Stretch } from '../world/world.ts';

/** As many on each side of a message that is gone to. */
const aroundLimit = 101;

export interface MessageDeps extends Pick<Ask, 'ask'> {
  api: Api;
  state: State;
  world: KeptWorld;
  outbox: KeptOutbox;
  drafts: KeptDrafts;
}

export function createMessageActions({ ask, api, state, world, outbox, drafts }: MessageDeps) {
  /** Brings a message into view, with what was said around it; tells the problem, if any. */
  const goTo = (uri: string, id: number) =>
    problemOf(async () => {
      const talk = state.world.value?.talks.get(uri);
      const hasIt = (stretch: Stretch | null | undefined) => stretch?.messages.some((it) => it.id === id);
      if (!hasIt(talk?.elsewhere)) {
        if (hasIt(talk)) world.change((known) => leaveStretch(known, uri));
        else {
          await world.read(
            () => ask<MessagePage>(insidePath.messages(uri, { around: id, limit: aroundLimit })),
            (known, { messages, has_more }) => putStretch(known, uri, { messages, hasOlder: has_more }),
          );
        }
      }
      state.spot.value = { id, isEditing: false };
    });

  return {
    /** Shows the message at once; whichever tab leads sends it. White space alone is not sent. */
    send(uri: string, { text, to, replyTo }: Draft): void {
      const author = state.session.value?.user;
      if (!author || text.trim() === '') return;
      const outgoing: Outgoing = {
        clientId: createClientId(),
        uri,
        // Half of a surrogate pair cannot be sent as UTF-8, and the server refuses it.
        text: text.toWellFormed(),
        to,
        replyTo,
        authorId: author.id,
        writtenAt: new Date().toISOString(),
        state: 'sending',
        reason: null,
      };
      world.change((known) => leaveStretch(known, uri));
      outbox.change((waiting) => add(waiting, outgoing));
    },

    retry({ clientId }: Outgoing): void {
      outbox.change((waiting) => markSending(waiting, clientId));
    },

    discard({ clientId }: Outgoing): void {
      outbox.change((waiting) => discard(waiting, clientId));
    },

    keepDraft: (uri: string, changes: Partial<Draft>) => drafts.change(uri, changes),

    /** Loads the page before the oldest message at hand, or the one after the newest. */
    loadMore: (view: OpenChatView, direction: Edge['direction']) =>
      problemOf(async () => {
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
      }),

    /** Takes the last message of one's own in the hand again; false when there is none at hand. */
    editLast(): boolean {
      const { value: view } = state.view;
      const myId = state.session.value?.user.id;
      if (view?.stage !== 'open') return false;
      const last = view.messages.findLast(({ user, deleted }) => user.id === myId && !deleted);
      if (last) state.spot.value = { id: last.id, isEditing: true };
      return last !== undefined;
    },

    goTo,

    /** From some place in the past back to the newest messages. */
    toNewest(uri: string): void {
      state.spot.value = null;
      world.change((known) => leaveStretch(known, uri));
    },
  };
}
