import type { StateMark } from '../log/cursor.ts';
import type { Memberships } from '../members/access/memberships.ts';
import type { ChatStates } from './chat-states.ts';

/** What readers have seen of the states of their chats, as their cursors say, and what is new to them. */
export class StateMarks {
  constructor(
    private readonly nodeId: string,
    private readonly states: ChatStates,
  ) {}

  /** What a reader has now seen, for the cursor. */
  mark(reader: Memberships, chatId: number | null): StateMark {
    const chatIds = chatId === null ? reader.chats.keys() : [chatId];
    return { nodeId: this.nodeId, version: this.states.version, digest: this.states.digest(chatIds) };
  }

  /** After a look that found nothing: the same mark at the present version, so that the next look is a comparison. */
  renewed(mark: StateMark | null, reader: Memberships, chatId: number | null): StateMark {
    if (mark?.nodeId !== this.nodeId) return this.mark(reader, chatId);
    return mark.version === this.states.version ? mark : { ...mark, version: this.states.version };
  }

  /** The states that changed since `mark` as JSON, null when none did. Without a mark: all of them. */
  news(reader: Memberships, chatId: number | null, mark: StateMark | null): string | null {
    if (mark?.nodeId === this.nodeId) {
      if (mark.version === this.states.version) return null;
      return this.states.changedSince(reader.chats, chatId, mark.version);
    }
    // Another node's versions say nothing here, but equal digests mean that the reader has seen just this.
    const chatIds = chatId === null ? reader.chats.keys() : [chatId];
    if (mark && mark.digest === this.states.digest(chatIds)) return null;
    return this.states.changedSince(reader.chats, chatId, -1);
  }
}
