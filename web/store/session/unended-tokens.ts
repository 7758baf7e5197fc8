import type { Storage } from '../../browser/storage.ts';
import type { Ask } from '../../net/ask.ts';
import { RequestFailure } from '../../net/failure.ts';
import { apiPath } from '../../net/paths.ts';
import type { UntilReached } from '../../net/until-reached.ts';

const key = 'holdline.unended';

export interface UnendedTokens {
  /** The server is told now, or as soon as it can be reached: after a reload too. */
  end(token: string): void;
  /** Takes up what was left over. */
  start(): void;
}

/** The tokens of those who logged out here, until the server knows. Of their sessions nothing else is kept. */
export function createUnendedTokens(
  storage: Storage,
  { send, untilReached }: { send: Ask['send']; untilReached: UntilReached },
): UnendedTokens {
  const never = new AbortController().signal;

  const read = (): string[] => {
    const kept = storage.read(key);
    return Array.isArray(kept) ? kept : [];
  };
  const write = (tokens: string[]) => storage.write(key, tokens.length > 0 ? tokens : null);

  async function tell(token: string): Promise<void> {
    try {
      await untilReached(() => send(apiPath.tokenEnd, { method: 'POST', token }), {
        signal: never,
        onStatus: () => {},
      });
    } catch (error) {
      if (!(error instanceof RequestFailure)) throw error;
      // Refused: it does not work any more, which is what was wanted. Anything else may be a proxy's word.
      if (error.status !== 401) return;
    }
    write(read().filter((other) => other !== token));
  }

  return {
    end(token) {
      write([...read(), token]);
      void tell(token);
    },
    start() {
      for (const token of read()) void tell(token);
    },
  };
}
