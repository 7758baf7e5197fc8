import { createHash, createHmac, type KeyObject } from 'node:crypto';
import { customAlphabet } from 'nanoid';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 131 bits: nobody finds one by trying, not even against a copy of the hashes. */
const codeLength = 22;

/** By which those who run a chat know an invite. It lets nobody in. */
export const newInviteId = customAlphabet(alphabet, 12);

/**
 * The code of an invite, made of its id by the secret that signs the tokens. So the database holds nothing that opens a chat, and
 * those who run it can still be shown the link; whoever has the secret as well needs no invite.
 */
export function inviteCode(key: KeyObject, id: string): string {
  const digest = createHmac('sha256', key).update(`invite ${id}`).digest('hex');
  let rest = BigInt(`0x${digest}`);
  let code = '';
  while (code.length < codeLength) {
    code += alphabet.charAt(Number(rest % 62n));
    rest /= 62n;
  }
  return code;
}

/** As the database knows a code: what has so many bits needs no salt and no slow hash. */
export function hashCode(code: string): string {
  return createHash('sha256').update(code).digest('base64url');
}
