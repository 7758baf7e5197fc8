import type { Message, User } from '../../web/net/wire.ts';

export function createUser(changes: Partial<User> = {}): User {
  return {
    id: 1,
    username: 'alice',
    first_name: '',
    last_name: '',
    display_name: 'Alice',
    avatar: 3,
    is_guest: false,
    is_bot: false,
    ...changes,
  };
}

export function createMessage(changes: Partial<Message> = {}): Message {
  return {
    id: 1,
    uri: 'chat',
    message: 'Hello',
    user: createUser(),
    to: null,
    reply_to: null,
    mentions: [],
    sentiment: { polarity: 0 },
    image: null,
    images: [],
    reactions: [],
    client_id: null,
    created_at: '2026-11-21T09:00:00.000Z',
    edited_at: null,
    pinned: null,
    expires_at: null,
    deleted: false,
    ...changes,
  };
}
