import { z } from 'zod';
import { optional, text } from '../http/input/fields.ts';
import { pageQuery } from '../http/pagination.ts';
import { namedUser, type UserJson } from '../users/schemas.ts';

export const openDirect = z.object({ username: namedUser });

export const directory = pageQuery.extend({ search: optional(text({ maxLength: 150, blank: true })) });

/** Someone in the directory of people. */
export interface PersonJson extends UserJson {
  online: boolean;
  /** In the private chat with this person; 0 where there is none. */
  unread: number;
}
