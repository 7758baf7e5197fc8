import { isIPv6 } from 'node:net';

/** Of an IPv6 address the network is what its owner was given: whoever has one of a /64 has all of them. */
const groupsOfNetwork = 4;

/**
 * The key under which an address is counted: IPv4 as it is (also when it comes mapped into IPv6), IPv6 by its /64 network.
 * What is no address is its own key.
 */
export function addressKey(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const plain = address.split('%')[0] ?? '';
  if (!isIPv6(plain)) return address;
  const [start = '', end] = plain.split('::');
  const first = start.split(':').filter(Boolean);
  const last = (end ?? '').split(':').filter(Boolean);
  // A dotted tail stands for two groups.
  const count = first.length + last.length + (plain.includes('.') ? 1 : 0);
  const all = end === undefined ? first : [...first, ...Array<string>(8 - count).fill('0'), ...last];
  const network = all.slice(0, groupsOfNetwork).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}
