import { createECDH, hkdfSync } from 'node:crypto';

/** By which push services know who sends, as base64url (RFC 8292). */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

const purpose = 'holdline web push v1';

/** The order of the curve P-256 (FIPS 186-5, section 3.2.1.3). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * The key pair of a secret: always the same, so that all nodes have it and nothing is stored. 64 bits more than the key has, so that no key is
 * likelier than another that anybody could tell (FIPS 186-5, appendix A.2.1).
 */
export function vapidKeysOf(secret: string): VapidKeys {
  const bits = Buffer.from(hkdfSync('sha256', secret, '', purpose, 40)).toString('hex');
  const number = (BigInt(`0x${bits}`) % (order - 1n)) + 1n;
  const privateKey = Buffer.from(number.toString(16).padStart(64, '0'), 'hex');
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(privateKey);
  return {
    publicKey: curve.getPublicKey().toString('base64url'),
    privateKey: privateKey.toString('base64url'),
  };
}
