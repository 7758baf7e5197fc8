/** One of the push services that this server sends to, as PUSH_SERVICES names it. */
export interface PushService {
  /** As the setting has it: what is counted and logged, as there are as many as it names. */
  name: string;
  protocol: 'https:' | 'http:';
  /** With a port where it is not the usual one; behind `*.` the end of one. */
  host: string;
}

/** Of a setting that has passed process/config.ts. */
export function toPushService(name: string): PushService {
  const protocol = name.startsWith('http://') ? 'http:' : 'https:';
  return { name, protocol, host: name.replace(/^https?:\/\//, '') };
}

/**
 * Which of these an address of a device belongs to; null when it is none of theirs, and nothing may be sent there: whoever subscribes names
 * the address, and this server would ask for them whatever they name.
 */
export function serviceOf(endpoint: string, services: readonly PushService[]): PushService | null {
  if (!URL.canParse(endpoint)) return null;
  const url = new URL(endpoint);
  if (url.username || url.password || url.hash) return null;
  const isIts = ({ protocol, host }: PushService) =>
    url.protocol === protocol &&
    (host.startsWith('*.') ? url.host.endsWith(host.slice(1)) : url.host === host);
  return services.find(isIts) ?? null;
}

/** Safari ends a subscription after a few pushes that show nothing, whatever they are good for; so it is sent none. */
export function showsAll(endpoint: string): boolean {
  return new URL(endpoint).hostname.endsWith('.push.apple.com');
}
