import type { IncomingMessage } from 'node:http';
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
  if (!key.endsWith('::/64')) return { key, site: null, provider: null };
  const [first, second, third] = key.split(':');
  return { key, site: `${first}:${second}:${third}::/48`, provider: `${first}:${second}::/32` };
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

/**
 * Where a request came from: its connection's other end, or, behind so many trusted proxies, what the first of them says of that
 * (each adds whom it was asked by to the end of X-Forwarded-For, and what stands before those anyone may have written).
 */
export function requestAddress(req: IncomingMessage, trustedProxies: number): ClientAddress {
  if (trustedProxies === 0) return socketAddress(req.socket);
  const said = addressSaid(req.headers['x-forwarded-for'], trustedProxies);
  return said === '' ? socketAddress(req.socket) : clientAddress(said);
}

function addressSaid(forwardedFor: string | string[] = '', trustedProxies: number): string {
  const addresses = String(forwardedFor);
  if (!addresses.includes(',')) return addresses.trim();
  return addresses.split(',').slice(-trustedProxies)[0]?.trim() ?? '';
}
