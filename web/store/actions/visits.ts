import { type Ask, sound } from '../../net/ask.ts';
import { RequestFailure } from '../../net/failure.ts';
import { apiPath } from '../../net/paths.ts';
import type { UntilReached } from '../../net/until-reached.ts';
import type { OpenChat, Preview } from '../../net/wire.ts';
import type { Refusal, State, Visit } from '../state.ts';

export interface VisitDeps {
  ask: Ask['ask'];
  state: State;
  untilReached: UntilReached;
}

export type Visits = ReturnType<typeof createVisits>;

/** What it takes to visit a chat, from outside and from inside. */
export function createVisits({ ask, state, untilReached }: VisitDeps) {
  /** Asks until there is an answer, and shows how that goes. */
  const reach = <Answer>(asking: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> =>
    untilReached(asking, {
      signal,
      onStatus: (status) => {
        state.loading.value = status;
      },
    });

  /** From inside for its members, from outside for everybody else. */
  const readChat = (uri: string, signal: AbortSignal) =>
    reach(async () => {
      const found = await ask<OpenChat | Preview>(apiPath.chat(uri), { signal });
      return sound(found, typeof found?.uri === 'string');
    }, signal);

  /** Opens it, or shows why it does not open. */
  async function showRefusal(uri: string, signal: AbortSignal, opening: () => Promise<void>): Promise<void> {
    try {
      await opening();
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof RequestFailure)) throw error;
      state.visit.value = { stage: 'refused', uri, refusal: toRefusal(error, state.visit.value) };
    }
  }

  return {
    reach,
    readChat,
    showRefusal,

    /** What someone who is not logged in may see of a chat. */
    async loadPreview(uri: string, signal: AbortSignal): Promise<void> {
      state.visit.value = { stage: 'opening', uri };
      await showRefusal(uri, signal, async () => {
        const preview = await readChat(uri, signal);
        if (!preview.is_member) state.visit.value = { stage: 'previewed', uri, preview };
      });
    },
  };
}

const refusalsByCode: Record<string, Refusal> = {
  banned: 'banned',
  closed: 'closed',
  invite_only: 'invite',
  not_a_member: 'outside',
};

function toRefusal({ status, code }: RequestFailure, visit: Visit | null): Refusal {
  if (status === 404) return 'unknown';
  if (visit?.stage === 'open') return 'outside';
  return refusalsByCode[code] ?? 'refused';
}
