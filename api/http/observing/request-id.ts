import type { IncomingMessage } from 'node:http';
import { nanoid } from 'nanoid';

/** One word, short enough for every line of a log. */
const usable = /^[\w.:=+/-]{1,64}$/;
const ids = new WeakMap<IncomingMessage, string>();

/** What the trusted proxy in front calls this request; null where there is none, or it says nothing that can be used. */
export function idFromProxy(req: IncomingMessage, trustedProxies: number): string | null {
  const said = trustedProxies > 0 ? String(req.headers['x-request-id'] ?? '') : '';
  return usable.test(said) ? said : null;
}

/** The id by which a request is found in the log: the proxy's, else one of ours; the same ever after. */
export function requestId(req: IncomingMessage, trustedProxies: number): string {
  const known = ids.get(req);
  if (known !== undefined) return known;
  const id = idFromProxy(req, trustedProxies) ?? nanoid(10);
  ids.set(req, id);
  return id;
}
