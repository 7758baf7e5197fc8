import type { FeedEvent, User } from '../wire.ts';
import { userFields } from './members.ts';
import { chatPath } from './path.ts';
import type { State } from './state.ts';

interface OwnEventDeps {
  state: State;
  /** To an address that takes the place of the present one. */
  replacePath(path: string): void;
  renameMyself(user: User): void;
}

/** What an event means for this page beyond what it shows: about oneself, and about the chat that is open. */
export function onOwnEvent({ state, replacePath, renameMyself }: OwnEventDeps): (event: FeedEvent) => void {
  return (event) => {
    const myId = state.session.value?.user.id;
    if (event.type === 'user.updated' && event.data.id === myId) renameMyself(userFields(event.data));
    const visit = state.visit.value;
    if (visit?.stage !== 'open' || visit.uri !== event.chat || visit.isLeaving) return;
    const { uri } = visit;
    if (event.type === 'chat.updated' && event.data.uri !== uri) replacePath(chatPath(event.data.uri));
    if (event.type === 'chat.deleted') state.visit.value = { stage: 'refused', uri, refusal: 'over' };
    if (event.type === 'member.left' && event.data.id === myId) {
      state.visit.value = { stage: 'refused', uri, refusal: 'removed' };
    }
  };
}
