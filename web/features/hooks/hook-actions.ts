import { RequestFailure } from '../../net/failure.ts';
import { panelPath } from '../../net/panel-paths.ts';
import type { Hook, HookAttempt, HookWithSecret } from '../../net/wire.ts';
import type { FeatureDeps } from '../../store/actions/feature-deps.ts';

export interface HookWish {
  url: string;
  events: readonly Hook['events'][number][];
}

const hookOf = (uri: string, botId: number) => `${panelPath.bot(uri, botId)}hook/`;

/** The hook of a bot. Each throws what `ask` throws. */
export function createHookActions({ ask }: FeatureDeps) {
  return {
    /** Null: it has none. */
    readHook: (uri: string, botId: number, signal: AbortSignal): Promise<Hook | null> =>
      ask<Hook>(hookOf(uri, botId), { signal }).catch((error: unknown) => {
        if (error instanceof RequestFailure && error.status === 404) return null;
        throw error;
      }),

    /** With its secret when it is new. */
    putHook: (uri: string, botId: number, wish: HookWish) =>
      ask<Hook | HookWithSecret>(hookOf(uri, botId), { method: 'PUT', body: wish }),

    removeHook: (uri: string, botId: number) => ask(hookOf(uri, botId), { method: 'DELETE' }),

    replaceSecret: (uri: string, botId: number) =>
      ask<HookWithSecret>(`${hookOf(uri, botId)}secret/`, { method: 'POST' }),

    resumeHook: (uri: string, botId: number, skip: boolean) =>
      ask<Hook>(`${hookOf(uri, botId)}resume/`, { method: 'POST', body: { skip } }),

    /** The newest first. */
    readAttempts: (uri: string, botId: number, signal: AbortSignal): Promise<readonly HookAttempt[]> =>
      ask<HookAttempt[]>(`${hookOf(uri, botId)}attempts/`, { signal }),
  };
}
