import type { User } from '../net/wire.ts';
import { insideWords } from '../words/en/inside.ts';

/** How somebody is called; who has deleted their account, and has the picture of none, by words of the page. */
export function personName({ avatar, display_name }: Pick<User, 'avatar' | 'display_name'>): string {
  return avatar === 0 ? insideWords.message.deletedUser : display_name;
}
