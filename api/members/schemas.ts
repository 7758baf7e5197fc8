import { z } from 'zod';
import { type Role, roles } from '../chats/schemas.ts';
import { boolean, choice, optional, text } from '../http/input/fields.ts';
import { pageQuery } from '../http/pagination.ts';
import type { UserJson } from '../users/schemas.ts';
import { maxNamedLength } from './named-members.ts';

/** `named`: only those whom a text that begins with it names, as the whisper of someone who writes to `@name` does. */
export const listMembers = pageQuery.extend({ named: optional(text({ maxLength: maxNamedLength })) });

export const changeRole = z.object({ role: choice(roles) });

export const removeMember = z.object({ ban: optional(boolean()) });

export interface MemberJson extends UserJson {
  role: Role;
  joined_at: string;
  online: boolean;
  last_seen: string | null;
}
