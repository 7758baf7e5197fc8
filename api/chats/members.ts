import type { Knex } from 'knex';
import type { z } from 'zod';
import type { Principal } from '../http/route.ts';
import type { NewEvent } from '../log/event.ts';
import type { Chat, FoundChat } from './queries.ts';
import type { patchChat } from './schemas.ts';

/** What a chat asks of its members. Declared here and made by members/ and invites/, because features import only to the left. */
export interface ChatMembers {
  /** Its first owner joins a chat that is being made; resolves with the event that says so. */
  addOwner(trx: Knex.Transaction, chat: Pick<Chat, 'id' | 'uri'>, ownerId: number): Promise<NewEvent>;
  /** The first of them, the owner first; `members/` pages through all. */
  list(chatId: number): Promise<object[]>;
  /**
   * A PATCH that changes nothing of the chat: I join, by its link or an invite, or somebody whom I name is added. Resolves with the
   * answer; throws what the contract says.
   */
  joinOrAdd(chat: FoundChat, me: Principal, body: Who): Promise<object>;
}

export type Who = Pick<z.output<typeof patchChat>, 'username' | 'invite'>;
