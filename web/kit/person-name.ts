import type { User } from '../net/wire.ts';
import { insideWords } from '../words/en/inside.ts';

/** How somebody is called; who has deleted their account, and has the picture of none, by words of the page. A bot is always said to be one. */
export function personName({
  avatar,
  display_name,
  is_bot,
}: Pick<User, 'avatar' | 'display_name' | 'is_bot'>): string {
  const name = avatar === 0 ? insideWords.message.deletedUser : display_name;
  return is_bot ? insideWords.message.bot(name) : name;
}
