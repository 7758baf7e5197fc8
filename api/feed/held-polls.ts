import type { Waiters } from '../log/waiting/waiters.ts';
import type { Config } from '../process/config.ts';

/** How many polls other nodes hold; in one process none. */
export interface HeldElsewhere {
  ofUser(userId: number): number;
  ofAddress(address: string): number;
  inAll(): number;
}

interface Caller {
  userId: number;
  address: string;
  client: string | null;
}

type Caps = Pick<Config, 'maxHeldPerUser' | 'maxHeldPerAddress' | 'maxHeld'>;

/** Whether one more poll may be held. One that ends an older poll of the same client takes its place. */
export function mayHold(waiters: Waiters, elsewhere: HeldElsewhere, caps: Caps, caller: Caller): boolean {
  const replaced = waiters.holds(caller.userId, caller.client) ? 1 : 0;
  const ofUser = waiters.countOfUser(caller.userId) + elsewhere.ofUser(caller.userId) - replaced;
  const ofAddress = waiters.countOfAddress(caller.address) + elsewhere.ofAddress(caller.address) - replaced;
  const inAll = waiters.size + elsewhere.inAll() - replaced;
  return ofUser < caps.maxHeldPerUser && ofAddress < caps.maxHeldPerAddress && inAll < caps.maxHeld;
}
