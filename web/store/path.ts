/** What an address of this page asks for. */
export type Place =
  | { kind: 'home' }
  | { kind: 'chat'; uri: string }
  | { kind: 'settings' }
  | { kind: 'nowhere' };

/** Reads a location's path. The closing slash may be missing, as on the API. */
export function parsePath(path: string): Place {
  if (path === '/') return { kind: 'home' };
  if (/^\/settings\/?$/.test(path)) return { kind: 'settings' };
  const uri = /^\/chats\/([\w-]+)\/?$/.exec(path)?.[1];
  return uri ? { kind: 'chat', uri } : { kind: 'nowhere' };
}

export function chatPath(uri: string): string {
  return `/chats/${uri}/`;
}
