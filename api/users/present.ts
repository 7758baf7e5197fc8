import { isEmailConfirmed } from './mailbox.ts';
import type { User } from './queries.ts';
import type { OwnProfileJson, ProfileJson, UserJson } from './schemas.ts';

/** As much of a person as anyone is shown. */
export type ShownUser = Pick<User, 'id' | 'username' | 'displayName' | 'avatar' | 'isGuest' | 'isBot'>;

/** `first_name` and `last_name` are empty: older clients of this API read them. */
export function presentUser(user: ShownUser): UserJson {
  return {
    id: user.id,
    username: user.username,
    first_name: '',
    last_name: '',
    display_name: user.displayName,
    avatar: user.avatar,
    is_guest: user.isGuest,
    is_bot: user.isBot,
  };
}

/** The names of all that `presentUser` shows, in its order; a test holds the two together. */
export const shownOfUser = [
  'id',
  'username',
  'first_name',
  'last_name',
  'display_name',
  'avatar',
  'is_guest',
  'is_bot',
] as const satisfies (keyof UserJson)[];

/** What only oneself is told: an e-mail address is shown nowhere else. */
export function presentProfile(user: User): ProfileJson {
  return { ...presentUser(user), email: user.email };
}

/** What one is shown who asks, and events do not tell. */
export function presentOwnProfile(user: User): OwnProfileJson {
  return {
    ...presentProfile(user),
    email_confirmed: isEmailConfirmed(user),
    is_staff: user.isStaff,
    read_receipts: user.readReceipts,
  };
}
