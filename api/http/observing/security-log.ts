import type { Context, Middleware } from 'koa';
import type { Logger } from 'pino';
import type { Clock } from '../../process/clock.ts';

/**
 * Who came in, who was sent out, and who got power over others: for whoever runs the server, and for tools that read its log by the field
 * `event`. People and chats are named by their ids. Never a name that was tried, a password, a token, an address of a chat or a
 * text, so the log may be kept and passed on.
 */
const levels = {
  signed_up: 'info',
  guest_entered: 'info',
  guest_upgraded: 'info',
  logged_in: 'info',
  log_in_failed: 'warn',
  logged_out: 'info',
  password_changed: 'warn',
  password_reset: 'warn',
  username_changed: 'warn',
  email_changed: 'warn',
  email_confirmed: 'info',
  tokens_revoked: 'warn',
  account_deleted: 'warn',
  account_disabled: 'warn',
  account_enabled: 'warn',
  message_removed: 'info',
  member_removed: 'info',
  member_banned: 'info',
  ban_lifted: 'info',
  role_changed: 'info',
  owner_changed: 'info',
  link_changed: 'info',
  bot_made: 'warn',
  bot_key_replaced: 'info',
  bot_removed: 'info',
  hook_set: 'info',
  hook_secret_replaced: 'info',
  hook_removed: 'info',
  chat_deleted: 'warn',
  broadcast_sent: 'info',
  report_resolved: 'info',
  staff_made: 'warn',
  staff_unmade: 'warn',
  user_exported: 'warn',
  limit_met: 'warn',
  key_made: 'warn',
  key_loaded: 'info',
} as const;

export type SecurityEvent = keyof typeof levels;

/** Ids and our own words only, so that nothing that anybody wrote gets in. */
interface Details {
  /** Whom it is about; null: nobody that there is. */
  user?: number | null;
  /** Who did it, where that is someone else; `operator` by `npm run manage`. */
  by?: number | 'operator';
  chat?: number;
  /** Of the key. */
  from?: 'SECRET_KEY' | 'DATA_DIR';
}

/** One line, at once. */
export function logSecurity(logger: Logger, event: SecurityEvent, details: Details = {}): void {
  logger[levels[event]]({ event, ...details }, 'security');
}

type Note = [SecurityEvent, Details];

/** Keeps it until the request is done, when it is logged with the address that the request came from. */
export function note({ state }: Pick<Context, 'state'>, event: SecurityEvent, details: Details): void {
  const notes: Note[] = state.securityNotes ?? [];
  notes.push([event, details]);
  state.securityNotes = notes;
}

/** Of a flood one line a minute for each route is enough. */
const limitEveryMs = 60_000;

/** Logs what was noted about a request, and that it met a limit. */
export function securityLog(logger: Logger, clock: Clock): Middleware {
  const toldAt = new Map<string, number>();
  const isWorthTelling = (route: string): boolean => {
    const now = clock.monotonic();
    if (now - (toldAt.get(route) ?? Number.NEGATIVE_INFINITY) < limitEveryMs) return false;
    toldAt.set(route, now);
    return true;
  };
  return async (ctx, next) => {
    await next();
    const { securityNotes = [], route: path } = ctx.state as { securityNotes?: Note[]; route?: string };
    const address = ctx.ip;
    for (const [event, details] of securityNotes)
      logger[levels[event]]({ event, ...details, address }, 'security');
    const route = `${ctx.method} ${path}`;
    if (ctx.status === 429 && path && isWorthTelling(route))
      logger.warn({ event: 'limit_met', route, address }, 'security');
  };
}
