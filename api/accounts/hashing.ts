import { hash, verify } from '@node-rs/argon2';
import type { Room, WaitingLine } from '../http/limits/waiting-line.ts';

/** argon2id with OWASP's first recommended cost (19 MiB, 2 passes): about 20 ms, off the main thread. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * Two at once, so that they leave threads and processors to everything else (main.cjs says how many there are); with fifty
 * before them the last wait for half a second. Whoever comes then is to try again.
 */
export const hashingRoom: Room = { atOnce: 2, maxWaiting: 50 };

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost);
}

/** Passwords hashed in a line of their own. Each of these throws ServiceUnavailable when the line is full. */
export interface Hashing {
  hash(password: string): Promise<string>;
  /**
   * Whether `password` opens `passwordHash`. With no hash (no such user) a decoy is tried instead, in the same line, so that the
   * answer takes as long and nobody learns from the clock who has an account.
   */
  isCorrect(password: string, passwordHash: string | null): Promise<boolean>;
}

export function createHashing(line: WaitingLine): Hashing {
  // Made beforehand: made at the first need, that one log-in would take twice as long. Nothing opens it.
  const decoy = hashPassword(String(Math.random()));
  // Whoever needs it sees the failure; until then it is nobody's.
  decoy.catch(() => {});
  return {
    hash: (password) => line.run(() => hashPassword(password)),
    async isCorrect(password, passwordHash) {
      const tried = passwordHash ?? (await decoy);
      const matches = await line.run(() => verify(tried, password.normalize('NFKC')));
      return matches && passwordHash !== null;
    },
  };
}
