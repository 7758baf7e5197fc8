import { pagePath } from '../../net/paths.ts';
import type { FeedEvent, User } from '../../net/wire.ts';
import type { State } from '../state.ts';
import { userFields } from './members.ts';

export interface OwnEventDeps {
  state: State;
  /** To an address that takes the place of the present one. */
  replacePath(path: string): void;
  renameMyself(user: User): void;
  /** What is written and not sent goes along to a chat's new uri. */
  moveWritten(from: string, to: string): void;
}

/** What an event means for this page beyond what it shows: about oneself, and about the chat that is open. */
export function onOwnEvent(deps: OwnEventDeps): (event: FeedEvent) => void {
  const { state, replacePath, renameMyself, moveWritten } = deps;
  return (event) => {
    const myId = state.session.value?.user.id;
    if (event.type === 'user.updated' && event.data.id === myId) renameMyself(userFields(event.data));
    if (event.type === 'broadcast.created') state.broadcasts.value = [...state.broadcasts.value, event.data];
    const to = event.type === 'chat.updated' && event.chat !== event.data.uri ? event.data.uri : null;
    if (to && event.chat) moveWritten(event.chat, to);
    const visit = state.visit.value;
    if (visit?.stage !== 'open' || visit.uri !== event.chat || visit.isLeaving) return;
    const { uri } = visit;
    if (to) {
      // The visit goes on there: `openChat` finds it open and takes up following it.
      state.visit.value = { ...visit, uri: to };
      replacePath(pagePath.chat(to));
    }
    if (event.type === 'chat.deleted') state.visit.value = { stage: 'refused', uri, refusal: 'over' };
    if (event.type === 'member.left' && event.data.id === myId) {
      const { removed_by: by } = event.data;
      const refusal = by === undefined ? 'left' : 'removed';
      state.visit.value = { stage: 'refused', uri, refusal, by: by?.display_name };
    }
  };
}
