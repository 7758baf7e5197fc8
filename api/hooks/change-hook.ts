import type { Knex } from 'knex';
import { type ByModerator, requireBot, requireMayKeepBots } from '../bots/change-bots.ts';
import { findChats } from '../chats/queries.ts';
import { NotFound } from '../http/errors.ts';
import type { Append } from '../log/journal.ts';
import type { Services } from '../services.ts';
import { normalAddress } from './address.ts';
import { hookUpdated } from './present.ts';
import { deleteHook, findHook, type Hook, insertHook, listKeepers, updateHook } from './queries.ts';
import type { HookEventType } from './schemas.ts';
import { formerSecretMs, newSecret } from './secret.ts';

type Changing = Pick<Services, 'log' | 'clock' | 'key'>;

export interface OfBot extends ByModerator {
  botId: number;
}

/** What is tried is tried anew, whatever came of it before. */
const anew = { failingSince: null, tries: 0, nextTryAt: null, pausedBy: null };

/**
 * Tells this address from now on, or changes one that is there: then it goes on where it was, also when it was paused. With its secret when it is new. Throws
 * NotFound and PermissionDenied.
 */
export function putHook(
  services: Changing,
  of: OfBot,
  wish: { url: string; eventTypes: readonly HookEventType[] | undefined },
): Promise<{ hook: Hook; secret: string | null }> {
  const { log, clock, key } = services;
  const url = normalAddress(wish.url);
  return change(services, of, async (trx) => {
    const before = await findHook(trx, of.botId);
    if (before) {
      const { eventTypes = before.eventTypes } = wish;
      const change = { url, setById: of.byId, eventTypes, ...anew };
      await updateHook(trx, of.botId, change);
      return { hook: { ...before, ...change }, secret: null };
    }
    const { text: secret, ...ofSecret } = newSecret(key.secret);
    const hook: Hook = {
      botId: of.botId,
      chatId: of.chatId,
      url,
      setById: of.byId,
      eventTypes: wish.eventTypes ?? ['message.created'],
      ...ofSecret,
      formerSecretId: null,
      formerUntil: null,
      cursor: log.cursorAt(log.head),
      ...anew,
      attempts: 0,
      createdAt: clock.now(),
    };
    await insertHook(trx, hook);
    return { hook, secret };
  });
}

/** The one before signs beside it for a day more. Throws NotFound and PermissionDenied. */
export async function replaceSecret(services: Changing, of: OfBot): Promise<{ hook: Hook; secret: string }> {
  const { text: secret, ...ofSecret } = newSecret(services.key.secret);
  const { hook } = await change(services, of, async (trx) => {
    const before = await requireHook(trx, of.botId);
    const former = { formerSecretId: before.secretId, formerUntil: services.clock.now() + formerSecretMs };
    const change = { ...ofSecret, ...former, ...(before.pausedBy === 'secret_lost' && anew) };
    await updateHook(trx, of.botId, change);
    return { hook: { ...before, ...change } };
  });
  return { hook, secret };
}

/** Goes on where it stopped, and at once; with `skip` behind all that has happened until now. Throws NotFound and PermissionDenied. */
export async function resumeHook(services: Changing, of: OfBot, skip: boolean): Promise<Hook> {
  const { log } = services;
  const { hook } = await change(services, of, async (trx) => {
    const before = await requireHook(trx, of.botId);
    // Whoever goes on with what somebody had set who is gone answers for it.
    const setById = before.pausedBy === 'keeper_gone' ? of.byId : before.setById;
    const change = { ...anew, setById, ...(skip && { cursor: log.cursorAt(log.head) }) };
    await updateHook(trx, of.botId, change);
    return { hook: { ...before, ...change } };
  });
  return hook;
}

/** Throws NotFound where there is none, and PermissionDenied. */
export async function removeHook(services: Changing, of: OfBot): Promise<void> {
  await change(services, of, async (trx) => {
    if (!(await deleteHook(trx, of.botId))) throw new NotFound();
    return { hook: null };
  });
}

export async function requireHook(db: Knex, botId: number): Promise<Hook> {
  const hook = await findHook(db, botId);
  if (!hook) throw new NotFound();
  return hook;
}

/** By whoever runs the chat, asked again inside, and told to all who do. */
function change<T extends { hook: Hook | null }>(
  { log }: Pick<Services, 'log'>,
  { chatId, byId, botId }: OfBot,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return log.write(async (trx: Knex.Transaction, append: Append) => {
    const [found] = await findChats(trx, [chatId], byId);
    const chat = requireMayKeepBots(found ?? null);
    await requireBot(trx, chatId, botId);
    const changed = await work(trx);
    await append([hookUpdated(chat, botId, { hook: changed.hook, keepers: await listKeepers(trx, chatId) })]);
    return changed;
  });
}
