import type { Socket } from 'node:net';
import { addressKey } from './address.ts';

/** Whom a client's address stands for, to be counted by, from narrow to wide. */
export interface ClientAddress {
  /** An IPv4 address, or the /64 of an IPv6 one. */
  key: string;
  /** The /48 and the /32 around it, which is what one may rent or be given (RFC 6177); null for IPv4. */
  site: string | null;
  provider: string | null;
}

export function clientAddress(text: string): ClientAddress {
  const key = addressKey(text);
  const [first, second, third] = key.split(':');
  const isNetwork = key.endsWith('::/64');
  return {
    key,
    site: isNetwork ? `${first}:${second}:${third}::/48` : null,
    provider: isNetwork ? `${first}:${second}::/32` : null,
  };
}

const ofSockets = new WeakMap<Socket, ClientAddress>();

/** The same of a connection, worked out once and not with each of its polls. */
export function socketAddress(socket: Socket): ClientAddress {
  const known = ofSockets.get(socket);
  if (known !== undefined) return known;
  const address = clientAddress(socket.remoteAddress ?? '');
  ofSockets.set(socket, address);
  return address;
}
