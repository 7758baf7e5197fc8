import type { Storage } from '../storage.ts';
import type { Session } from '../wire.ts';

const key = 'holdline.session';

/** Keeps one session over reloads and across tabs, where the browser lets us. */
export interface SessionKeeper {
  read(): Session | null;
  keep(session: Session | null): void;
  /** Calls back when another tab logs in or out. */
  watch(onChange: () => void): void;
}

export function createSessionKeeper(storage: Storage): SessionKeeper {
  return {
    read() {
      const kept: Partial<Session> | null | undefined = Object(storage.read(key));
      const { token, user } = kept ?? {};
      return typeof token === 'string' && typeof user?.id === 'number' ? { token, user } : null;
    },
    keep: (session) => void storage.write(key, session),
    watch: (onChange) => storage.watch(key, onChange),
  };
}
