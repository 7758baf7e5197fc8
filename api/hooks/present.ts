import type { NewEvent } from '../log/event.ts';
import type { KeptAttempt } from './attempt-queries.ts';
import type { Hook } from './queries.ts';
import type { AttemptJson, HookJson, HookStateJson } from './schemas.ts';

const timeOf = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

export function stateOf({
  pausedBy,
  failingSince,
}: Pick<Hook, 'pausedBy' | 'failingSince'>): HookJson['state'] {
  if (pausedBy !== null) return 'paused';
  return failingSince === null ? 'active' : 'failing';
}

/** Without its secret. */
export function presentHook(hook: Hook): HookJson {
  const isPaused = hook.pausedBy !== null;
  return {
    url: hook.url,
    events: [...hook.eventTypes],
    state: stateOf(hook),
    paused_by: hook.pausedBy,
    failing_since: timeOf(hook.failingSince),
    next_try_at: isPaused ? null : timeOf(hook.nextTryAt),
    created_at: new Date(hook.createdAt).toISOString(),
  };
}

export function presentAttempt({
  event,
  eventType,
  at,
  status,
  ms,
  problem,
  answer,
}: KeptAttempt): AttemptJson {
  return { event, type: eventType, at: new Date(at).toISOString(), status, ms, problem, answer };
}

/** For those who run the chat, and for each node: of this bot the hook is another, or there is none. Says nothing of the address. */
export function hookUpdated(
  chat: { id: number; uri: string },
  botId: number,
  { hook, keepers }: { hook: Hook | null; keepers: readonly number[] },
): NewEvent {
  const data: HookStateJson = {
    bot: botId,
    state: hook && stateOf(hook),
    paused_by: hook?.pausedBy ?? null,
  };
  return { type: 'hook.updated', scope: { chatId: chat.id, audience: keepers }, chatUri: chat.uri, data };
}
