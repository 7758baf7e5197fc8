/** What an address of this page asks for. */
export type Place =
  | { kind: 'home' }
  | { kind: 'chat'; uri: string }
  | { kind: 'join'; code: string }
  | { kind: 'settings' }
  | { kind: 'nowhere' };

/** Reads a location's path. The closing slash may be missing, as on the API. */
export function parsePath(path: string): Place {
  if (path === '/') return { kind: 'home' };
  const [, where, name] = /^\/(chats|join|settings)(?:\/([\w-]+))?\/?$/.exec(path) ?? [];
  if (where === 'chats' && name) return { kind: 'chat', uri: name };
  if (where === 'join' && name) return { kind: 'join', code: name };
  return { kind: where === 'settings' && !name ? where : 'nowhere' };
}

export function chatPath(uri: string): string {
  return `/chats/${uri}/`;
}
