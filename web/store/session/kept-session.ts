import type { Storage } from '../../browser/storage.ts';
import type { Session, User } from '../../net/wire.ts';

const key = 'holdline.session';

export interface KeptSession extends Session {
  /** When the token was handed out, by the clock of this device, in Unix milliseconds. */
  takenAtMs: number;
}

/** Why a session ended. Only the first two are the will of whoever was logged in here. */
export type Ending = 'loggedOut' | 'deleted' | 'expired' | 'endedElsewhere';

export interface SessionEnd {
  ending: Ending;
  /** Whose it was; null where nothing is to remind of that. */
  user: User | null;
}

/** Keeps one session over reloads and across tabs, or why it ended, where the browser lets us. */
export interface SessionKeeper {
  read(): KeptSession | null;
  readEnd(): SessionEnd | null;
  keep(session: KeptSession): void;
  end(end: SessionEnd): void;
  /** Calls back when another tab logs in or out, or has another token. */
  watch(onChange: () => void): void;
}

/** Long before a token ends, so that whoever looks in once a month stays who they are. */
export const refreshEveryMs = 24 * 60 * 60_000;

/** How long a session whose age nobody wrote down may still wait for its next token. */
const soonMs = 10 * 60_000;

export function createSessionKeeper(storage: Storage, now: () => number): SessionKeeper {
  return {
    read() {
      const kept: Partial<KeptSession> = Object(storage.read(key));
      const { token, user, expires_at, takenAtMs = now() - refreshEveryMs + soonMs } = kept;
      if (typeof token !== 'string' || typeof user?.id !== 'number') return null;
      return { token, user, expires_at, takenAtMs };
    },
    readEnd() {
      const { ending, user = null }: Partial<SessionEnd> = Object(storage.read(key));
      return ending ? { ending, user } : null;
    },
    keep: (session) => void storage.write(key, session),
    end: (end) => void storage.write(key, end),
    watch: (onChange) => storage.watch(key, onChange),
  };
}
