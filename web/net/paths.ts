/**
 * The paths that anyone's page asks of the API, and every address of the page itself. Paths are put together here, in
 * inside-paths.ts and in panel-paths.ts, each fetched with the part of the page that asks, and nowhere else (a test looks
 * for others): what the API renames is renamed in one place.
 */

import { path } from './make-path.ts';

/** In Djoser's names; as words they are fetched with the parts that ask. */
export type MailCall = 'activation' | 'resend_activation' | 'reset_password' | 'reset_password_confirm';

export const apiPath = {
  users: '/auth/users/',
  tokens: '/auth/jwt/create/',
  tokenEnd: '/auth/token/destroy/',
  guests: '/auth/guests/',
  docs: '/api/docs/',
  byMail: (call: MailCall) => path`/auth/users/${call}/`,
  invite: (code: string) => path`/api/invites/${code}/`,
  inviteAcceptance: (code: string) => path`/api/invites/${code}/accept/`,
  chats: '/api/chats/',
  chat: (uri: string) => path`/api/chats/${uri}/`,
};

export const pagePath = {
  home: '/',
  settings: '/settings/',
  /** What is looked for stands behind the "#", which no server hears of. */
  search: (words: string) => `/search/${words && `#q=${encodeURIComponent(words)}`}`,
  chat: (uri: string) => path`/chats/${uri}/`,
  message: (uri: string, id: number) => path`/chats/${uri}/m/${id}/`,
};

/** What an address of this page asks for. */
export type Place =
  | { kind: 'home' }
  /** `messageId`: at that message. */
  | { kind: 'chat'; uri: string; messageId?: number }
  | { kind: 'join'; code: string }
  | { kind: 'settings' }
  /** In all of one's chats. */
  | { kind: 'search' }
  /** The link of a mail, whose secret stands behind the "#". */
  | { kind: 'mailed'; purpose: 'reset-password' | 'confirm-email' }
  | { kind: 'nowhere' };

/** Reads a location's path. The closing slash may be missing, as on the API. */
export function parsePath(path: string): Place {
  if (path === '/') return { kind: 'home' };
  const [, where, name, id] =
    /^\/(chats|join|settings|search|reset-password|confirm-email)(?:\/([\w-]+)(?:\/m\/(\d{1,15}))?)?\/?(?:#.*)?$/.exec(
      path,
    ) ?? [];
  if (where === 'chats' && name) return { kind: 'chat', uri: name, ...(id && { messageId: Number(id) }) };
  if (id) return { kind: 'nowhere' };
  if (where === 'join' && name) return { kind: 'join', code: name };
  if (!where || name) return { kind: 'nowhere' };
  if (where === 'reset-password' || where === 'confirm-email') return { kind: 'mailed', purpose: where };
  return { kind: where === 'settings' || where === 'search' ? where : 'nowhere' };
}
