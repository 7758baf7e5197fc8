import { PermissionDenied } from '../http/errors.ts';
import type { User } from './queries.ts';

/** Throws for everyone but staff (`npm run manage -- staff`). Guests are nobody's staff: anyone may be one. */
export function requireStaff(user: User | null): User {
  if (user?.isStaff && !user.isGuest) return user;
  throw new PermissionDenied('not_staff', 'Only staff may do this.');
}
