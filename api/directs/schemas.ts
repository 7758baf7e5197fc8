import { z } from 'zod';
import { namedUser, type UserJson } from '../accounts/schemas.ts';
import { optional, text } from '../http/input/fields.ts';
import { pageQuery } from '../http/pagination.ts';

export const openDirect = z.object({ username: namedUser });

export const directory = pageQuery.extend({ search: optional(text({ maxLength: 150, blank: true })) });

/** Someone in the directory of people. */
export interface PersonJson extends UserJson {
  online: boolean;
  /** In the private chat with this person; 0 where there is none. */
  unread: number;
}
