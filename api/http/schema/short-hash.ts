import { createHash } from 'node:crypto';

/** Names a content: another content has another one. */
export function shortHash(content: Buffer): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 22);
}
