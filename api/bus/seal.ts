import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** What only those who share a secret can say to each other, and read. */
export interface Seal {
  /** As a text for the bus. */
  close(content: Buffer): string;
  /** Null for what was not closed by a seal of the same secret and purpose, or was changed on the way. */
  open(text: string): Buffer | null;
}

const cipher = 'aes-256-gcm';
const saltBytes = 16;
/** Of the salt: which message of this process it is. */
const countBytes = 6;
const tagBytes = 16;
/** How much, closed, is a text of at most so many bytes. */
export function maxSealedBytes(textBytes: number): number {
  return Math.floor(textBytes / 4) * 3 - saltBytes - tagBytes;
}

/** Each message has a key of its own, so the nonce never meets one again. */
const nonce = Buffer.alloc(12);

/**
 * A bus may be shared with others, and keeps what passes in places that nobody erases (PostgreSQL puts it into files): sealed it says
 * nothing to them, and nobody without the secret can add to it. `purpose` keeps apart what is closed by the same secret. That
 * something is new is not known from it: what was said once can be said again by anybody.
 */
export function sealBy(secret: string, purpose: string): Seal {
  const root = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
  const start = randomBytes(saltBytes - countBytes);
  let count = 0;
  const keyFor = (salt: Buffer) => createHmac('sha256', root).update(salt).digest();
  return {
    close(content) {
      const salt = Buffer.alloc(saltBytes);
      start.copy(salt);
      count += 1;
      salt.writeUIntBE(count, start.length, countBytes);
      const closing = createCipheriv(cipher, keyFor(salt), nonce);
      const closed = [salt, closing.update(content), closing.final(), closing.getAuthTag()];
      return Buffer.concat(closed).toString('base64');
    },
    open(text) {
      const bytes = Buffer.from(text, 'base64');
      if (bytes.length < saltBytes + tagBytes) return null;
      const opening = createDecipheriv(cipher, keyFor(bytes.subarray(0, saltBytes)), nonce);
      opening.setAuthTag(bytes.subarray(-tagBytes));
      try {
        return Buffer.concat([opening.update(bytes.subarray(saltBytes, -tagBytes)), opening.final()]);
      } catch {
        // Of another secret, or not as it was closed.
        return null;
      }
    },
  };
}
