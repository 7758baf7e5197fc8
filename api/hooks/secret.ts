import { createHash, createHmac, type KeyObject } from 'node:crypto';
import { nanoid } from 'nanoid';

/** The secret that signed before goes on doing so for as long, so that a receiver can change over. */
export const formerSecretMs = 24 * 3600 * 1000;

/** Of what a secret is made, and how it is known. */
export interface SecretOf {
  secretId: string;
  secretHash: string;
}

/**
 * Made of its id by the secret that signs the tokens, as an invite's code is: it has to be known to sign, and the database alone is
 * not enough to.
 */
function bytesOf(key: KeyObject, secretId: string): Buffer {
  return createHmac('sha256', key).update(`outgoing hook ${secretId}`).digest();
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64url');
}

/** `text` is what its owner is shown, once (Standard Webhooks: `whsec_` and base64). */
export function newSecret(key: KeyObject): SecretOf & { text: string } {
  const secretId = nanoid();
  const bytes = bytesOf(key, secretId);
  return { secretId, secretHash: hashOf(bytes), text: `whsec_${bytes.toString('base64')}` };
}

/** What signs now; null where the server's own secret is another than when this was made: nobody would believe it. */
export function signingKeys(
  key: KeyObject,
  { secretId, secretHash, formerSecretId }: SecretOf & { formerSecretId: string | null },
): Buffer[] | null {
  const bytes = bytesOf(key, secretId);
  if (hashOf(bytes) !== secretHash) return null;
  return formerSecretId === null ? [bytes] : [bytes, bytesOf(key, formerSecretId)];
}

/** The headers of Standard Webhooks, section "Webhook headers". `id` says the same in each try. */
export function signedHeaders(
  keys: readonly Buffer[],
  { id, nowMs, body }: { id: string; nowMs: number; body: string },
): Record<string, string> {
  const timestamp = String(Math.floor(nowMs / 1000));
  const sign = (bytes: Buffer) =>
    `v1,${createHmac('sha256', bytes).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': keys.map(sign).join(' '),
  };
}
