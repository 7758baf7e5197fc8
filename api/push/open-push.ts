import type { Config } from '../process/config.ts';
import { Sending, type SendingNeeds } from './send.ts';
import { type PushService, toPushService } from './services.ts';
import { vapidKeysOf } from './vapid.ts';

/** What there is for pushes. */
export interface Pushes {
  /** What a device subscribes with. */
  publicKey: string;
  services: readonly PushService[];
  sending: Sending;
}

/** By the secret and the settings; null where the settings send none. */
export function openPush(
  { push }: Pick<Config, 'push'>,
  secret: string,
  needs: Pick<SendingNeeds, 'logger' | 'metrics'>,
): Pushes | null {
  if (!push) return null;
  const services = push.services.map(toPushService);
  const keys = vapidKeysOf(secret);
  const sending = new Sending({ ...needs, services, sender: { ...keys, subject: push.subject } });
  return { publicKey: keys.publicKey, services, sending };
}
