import { findChats } from '../../chats/queries.ts';
import { CursorLost, decodeCursor } from '../../log/cursor.ts';
import { type LogEvent, placeOf } from '../../log/event.ts';
import { beginning, isBefore, type Place } from '../../log/place.ts';
import type { Services } from '../../services.ts';
import { addressComplaint } from '../address.ts';
import type { Answer } from '../answer-queries.ts';
import { recordTries, type Tried } from '../attempt-queries.ts';
import { hookUpdated } from '../present.ts';
import { findHook, type Hook, listKeepers, updateHook } from '../queries.ts';
import type { PauseReason } from '../schemas.ts';
import { signedHeaders, signingKeys } from '../secret.ts';
import { type Told, toldBy, toldNothing, toldWith } from '../told.ts';
import { type Answered, answerText, startOf } from './answer-text.ts';
import { judge } from './judge.ts';
import { nextEvent } from './next-event.ts';
import { allowedAddresses, post } from './post.ts';
import { sayReply } from './say-reply.ts';

/** What is to be done with a hook next. `isSlow`: it failed, or took long enough to be kept apart from those that do not. */
export type Delivered =
  | { outcome: 'again' | 'nothing' | 'over' }
  | { outcome: 'tried'; isSlow: boolean; waitMs: number };

type Needs = Pick<
  Services,
  'config' | 'logger' | 'db' | 'log' | 'clock' | 'memberships' | 'metrics' | 'key' | 'send'
>;

/** Longer, and it is kept apart. */
const slowMs = 1000;
/** Of an answer, in code points: enough to see what was meant. */
const shownLength = 300;
/** It tells a receiver what it is, and nothing of this server. */
const userAgent = 'Holdline-Hooks/1';

const nothing: Delivered = { outcome: 'nothing' };
const over: Delivered = { outcome: 'over' };

export type Deliver = (hook: { botId: number; seenTo: Place }, signal: AbortSignal) => Promise<Delivered>;

/**
 * Delivers the next event of a hook, once, or finds that there is none. `seenTo` says up to where nothing is to be delivered, and is
 * moved. Its row is read each time, so that whatever was changed, on any node, counts at once.
 */
export function createDelivery(services: Needs): Deliver {
  const { config, db, log, clock, metrics, key } = services;
  const allowed = allowedAddresses(config.hooksAllowedAddresses);
  const record = log.gather(async (trx, _append, tried: readonly Tried[]) => {
    await recordTries(trx, tried, clock.now());
    return tried.map(() => undefined);
  });

  return async (seen, signal) => {
    const hook = await findHook(db.read, seen.botId);
    if (!hook || hook.pausedBy !== null) return over;
    const dueInMs = (hook.nextTryAt ?? 0) - clock.now();
    if (dueInMs > 0) return { outcome: 'tried', isSlow: true, waitMs: dueInMs };
    const found = await nextEvent(services, hook, laterOf(placeIn(hook.cursor), seen.seenTo)).catch(ofLost);
    if (found === 'lost') return pause(services, hook, { by: 'behind' });
    if (!found) return over;
    if (!found.event) {
      seen.seenTo = found.place;
      return found.hasMore ? { outcome: 'again' } : nothing;
    }
    const formerSecretId = clock.now() < (hook.formerUntil ?? 0) ? hook.formerSecretId : null;
    const keys = signingKeys(key.secret, { ...hook, formerSecretId });
    if (!keys) return pause(services, hook, { by: 'secret_lost' });

    // Asked again: who set it may have gone since, and what was said behind that is not for where they have it lead.
    const now = await findHook(db.read, seen.botId);
    if (now?.url !== hook.url || now.pausedBy !== null) return { outcome: 'again' };
    const [at, startedAt] = [clock.now(), clock.monotonic()];
    const id = `${log.databaseId}-${found.event.id}`;
    const body = found.event.json;
    const headers = {
      'Content-Type': 'application/json',
      'Accept-Encoding': 'identity',
      'User-Agent': userAgent,
      ...signedHeaders(keys, { id, nowMs: at, body }),
    };
    const isAllowed = addressComplaint(hook.url, config) === null;
    const posted = isAllowed
      ? await post({ url: new URL(hook.url), headers, body }, allowed, signal)
      : { problem: 'not_allowed' as const };
    const ms = Math.round(clock.monotonic() - startedAt);
    metrics.hookSeconds.observe(ms / 1000);
    const isDone = 'status' in posted && isSuccess(posted.status);
    metrics.hooks.add(isDone ? 'delivered' : 'status' in posted ? 'refused' : 'failed');
    const answer = 'status' in posted ? await answered(services, { hook, event: found.event, posted }) : null;
    const delivered = log.cursorAt(placeOf(found.event));
    const after = judge({ hook, delivered, posted, at, nowMs: clock.now() }, Math.random());
    const tried: Tried = {
      attempt: {
        botId: hook.botId,
        number: hook.attempts,
        event: id,
        eventType: found.event.type,
        at,
        // Of an address that is not asked the time would say what was found out about it.
        ms: 'problem' in posted && posted.problem === 'no_public_address' ? 0 : ms,
        status: 'status' in posted ? posted.status : null,
        problem: 'problem' in posted ? posted.problem : null,
      },
      answer,
      before: hook,
      after,
    };
    if (after.pausedBy !== null) return pause(services, hook, { by: after.pausedBy, tried });
    await record(tried);
    return { outcome: 'tried', isSlow: !isDone || ms > slowMs, waitMs: (after.nextTryAt ?? 0) - clock.now() };
  };
}

/** Has the bot say what is in the answer, where it is to say something, and resolves with what is to be kept of it. */
async function answered(
  services: Pick<Needs, 'send' | 'clock'>,
  { hook, event, posted }: { hook: Hook; event: LogEvent; posted: Answered & { status: number } },
): Promise<Answer | null> {
  const told = toldBy(event);
  const start = startOf(posted, shownLength);
  const text = isSuccess(posted.status) ? answerText(posted) : null;
  if (text === null) return toKeep(start, told);
  const said = await sayReply(services, { hook, event, text });
  // What it says is a message, and is gone with that; what was not said any more is not kept either.
  return said && toKeep(start, toldWith(told, said));
}

function toKeep(start: string | null, told: Told | null): Answer | null {
  return start === null || told === null ? null : { text: start, told: start === '' ? toldNothing : told };
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Says so to those who run the chat, in the transaction that does it. */
async function pause(
  { log, clock, logger, metrics }: Pick<Needs, 'log' | 'clock' | 'logger' | 'metrics'>,
  hook: Hook,
  { by, tried }: { by: PauseReason; tried?: Tried },
): Promise<Delivered> {
  const { botId, chatId } = hook;
  const isPaused = await log.write(async (trx, append) => {
    const before = await findHook(trx, botId);
    if (!before || before.pausedBy !== null) return false;
    if (tried) await recordTries(trx, [tried], clock.now());
    else if (before.cursor === hook.cursor) await updateHook(trx, botId, { pausedBy: by });
    const after = await findHook(trx, botId);
    if (!after || after.pausedBy === null) return false;
    const [chat] = await findChats(trx, [chatId]);
    if (chat)
      await append([hookUpdated(chat, botId, { hook: after, keepers: await listKeepers(trx, chatId) })]);
    return true;
  });
  if (isPaused) {
    metrics.hooks.add('paused');
    logger.info({ bot: botId, chat: chatId, reason: by }, 'A hook is paused.');
  }
  return isPaused ? over : { outcome: 'again' };
}

function placeIn(cursor: string): Place {
  return decodeCursor(cursor)?.position ?? beginning;
}

function laterOf(one: Place, other: Place): Place {
  return isBefore(one, other) ? other : one;
}

function ofLost(error: unknown): 'lost' {
  if (error instanceof CursorLost) return 'lost';
  throw error;
}
