import { createClientId } from '../../browser/client-id.ts';
import type { Api } from '../../net/api.ts';
import type { Ask } from '../../net/ask.ts';
import type { Draft } from '../outbox/drafts.ts';
import type { KeptDrafts } from '../outbox/kept-drafts.ts';
import type { KeptOutbox } from '../outbox/kept-outbox.ts';
import { add, discard, markSending, type Outgoing } from '../outbox/outbox.ts';
import { problemOf } from '../problem.ts';
import type { OpenChatView, State } from '../state.ts';
import type { KeptWorld } from '../world/keep-world.ts';
import { leaveStretch } from '../world/world.ts';
import type { LoadPast, Past } from './chat-actions.ts';

export interface MessageDeps extends Pick<Ask, 'ask'> {
  api: Api;
  state: State;
  world: KeptWorld;
  outbox: KeptOutbox;
  drafts: KeptDrafts;
  loadPast: LoadPast;
}

export function createMessageActions(deps: MessageDeps) {
  const { state, world, outbox, drafts, loadPast } = deps;

  const goBack = (step: (past: Past) => Promise<void>) => problemOf(async () => step(await loadPast()));

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
    loadMore: (view: OpenChatView, direction: 'before' | 'after') =>
      goBack(({ loadMore }) => loadMore(deps, view, direction)),

    /** Takes the last message of one's own in the hand again; false when there is none at hand. */
    editLast(): boolean {
      const { value: view } = state.view;
      const myId = state.session.value?.user.id;
      if (view?.stage !== 'open') return false;
      const last = view.messages.findLast(({ user, deleted }) => user.id === myId && !deleted);
      if (last) state.spot.value = { id: last.id, isEditing: true };
      return last !== undefined;
    },

    /** Brings a message into view, with what was said around it; tells the problem, if any. */
    goTo: (uri: string, id: number) => goBack(({ goTo }) => goTo(deps, uri, id)),

    /** From some place in the past back to the newest messages. */
    toNewest(uri: string): void {
      state.spot.value = null;
      world.change((known) => leaveStretch(known, uri));
    },
  };
}
