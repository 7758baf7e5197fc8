import type { Exchange } from '../http/route.ts';
import { maxWaitS } from './schemas.ts';

/** Seconds from `Prefer: wait=S` (RFC 7240 section 4.3), lowered to what we hold; null without one that can be read. */
export function preferredWait(ctx: Exchange): number | null {
  const wait = /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,9})"?\s*(?=[,;]|$)/i.exec(ctx.get('Prefer'))?.[1];
  return wait === undefined ? null : Math.min(Number(wait), maxWaitS);
}
