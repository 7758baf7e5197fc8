import type { ChatDeps } from '../chats/deps.ts';
import type { FieldErrors } from '../http/errors.ts';
import { noContent, ok } from '../http/replies.ts';
import { type Route, route } from '../http/route.ts';
import { note } from '../http/security-log.ts';
import { presentProfile } from '../users/present.ts';
import { isDisplayNameTaken } from '../users/taken-names.ts';
import { changeProfile, deleteAccount } from './change-account.ts';
import type { Hashing } from './hashing.ts';
import { requireCurrentPassword } from './log-in.ts';
import { requireUser } from './routes.ts';
import * as schemas from './schemas.ts';
import { displayNameTaken } from './sign-up.ts';

/** The part of section 2 that touches chats: a changed or ended account shows in every chat it is in. */
export function myAccountRoutes(deps: ChatDeps & { hashing: Hashing }): Route[] {
  const { db } = deps;

  const changeMeAt = (path: string) =>
    route({
      method: 'patch',
      path,
      summary: 'Change my profile',
      auth: 'required',
      price: 'changeProfile',
      body: schemas.changeProfile,
      async complaints({ display_name }, me): Promise<FieldErrors> {
        if (display_name === undefined) return {};
        const isTaken = await isDisplayNameTaken(db.read, display_name, me.userId);
        return isTaken ? { display_name: [displayNameTaken] } : {};
      },
      async handle({ me, body }) {
        const change = {
          ...(body.display_name !== undefined && { displayName: body.display_name }),
          ...(body.avatar !== undefined && { avatar: body.avatar }),
          ...(body.email !== undefined && { email: body.email }),
        };
        if (Object.keys(change).length === 0) return ok(presentProfile(await requireUser(deps, me.userId)));
        return ok(presentProfile(await changeProfile(deps, me.userId, change)));
      },
    });

  const deleteMeAt = (path: string) =>
    route({
      method: 'delete',
      path,
      summary: 'Delete my account',
      auth: 'required',
      price: 'password',
      body: schemas.deleteAccount,
      async handle({ ctx, me, body }) {
        const user = await requireUser(deps, me.userId);
        if (!user.isGuest) await requireCurrentPassword(deps.hashing, user, body.current_password);
        await deleteAccount(deps, me.userId);
        note(ctx, 'account_deleted', { user: me.userId });
        return noContent();
      },
    });

  return [
    changeMeAt('/auth/me/'),
    changeMeAt('/auth/users/me/'),
    deleteMeAt('/auth/me/'),
    deleteMeAt('/auth/users/me/'),
  ];
}
