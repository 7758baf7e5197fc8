import { z } from 'zod';
import { requireBot, requireMayKeepBots } from '../bots/change-bots.ts';
import { chatScope } from '../chats/find.ts';
import { created, noContent, ok } from '../http/answers/replies.ts';
import type { FieldErrors } from '../http/errors.ts';
import { note } from '../http/observing/security-log.ts';
import { type Route, route } from '../http/route.ts';
import type { Services } from '../services.ts';
import { addressComplaint } from './address.ts';
import { listAttempts } from './attempt-queries.ts';
import { putHook, removeHook, replaceSecret, requireHook, resumeHook } from './change-hook.ts';
import { presentAttempt, presentHook } from './present.ts';
import * as schemas from './schemas.ts';

/** Outgoing hooks: the addresses that are told what a bot sees (api/bots/README.md). */
export function hookRoutes(services: Pick<Services, 'config' | 'db' | 'log' | 'clock' | 'key'>): Route[] {
  const { config, db, clock } = services;
  const asKeeper = chatScope(services, requireMayKeepBots);

  return [
    route({
      method: 'put',
      path: '/api/chats/:uri/bots/:id/hook/',
      summary: 'Have what a bot sees delivered to an address',
      description:
        'For owner and moderators. From now on; one that is there is changed, goes on where it was, and is paused no more. ' +
        'The `secret` is shown this once, when it is made.',
      auth: 'required',
      answers: { 200: schemas.hook, 201: schemas.secretHook },
      refuses: [403],
      price: 'bots',
      body: schemas.putHook,
      scope: asKeeper,
      complaints({ url }): FieldErrors {
        const complaint = url === undefined ? null : addressComplaint(url, config);
        return complaint === null ? {} : { url: [complaint] };
      },
      async handle({ ctx, me, params, scope: chat, body }) {
        const of = { chatId: chat.id, byId: me.userId, botId: params.id };
        const { hook, secret } = await putHook(services, of, { url: body.url, eventTypes: body.events });
        note(ctx, 'hook_set', { user: params.id, by: me.userId, chat: chat.id });
        const shown = presentHook(hook);
        return secret === null ? ok(shown) : created({ ...shown, secret });
      },
    }),
    route({
      method: 'get',
      path: '/api/chats/:uri/bots/:id/hook/',
      summary: 'The hook of a bot, and how it fares',
      description: 'For owner and moderators.',
      auth: 'required',
      answers: { 200: schemas.hook },
      refuses: [403],
      scope: asKeeper,
      async handle({ params, scope: chat }) {
        await requireBot(db.read, chat.id, params.id);
        return ok(presentHook(await requireHook(db.read, params.id)));
      },
    }),
    route({
      method: 'delete',
      path: '/api/chats/:uri/bots/:id/hook/',
      summary: 'Deliver nothing more of what a bot sees',
      description: 'For owner and moderators. What was not delivered yet is not.',
      auth: 'required',
      answers: { 204: null },
      refuses: [403],
      price: 'bots',
      scope: asKeeper,
      async handle({ ctx, me, params, scope: chat }) {
        await removeHook(services, { chatId: chat.id, byId: me.userId, botId: params.id });
        note(ctx, 'hook_removed', { user: params.id, by: me.userId, chat: chat.id });
        return noContent();
      },
    }),
    route({
      method: 'post',
      path: '/api/chats/:uri/bots/:id/hook/secret/',
      summary: 'Give a hook another secret',
      description: 'For owner and moderators. For a day what is delivered is signed by both.',
      auth: 'required',
      answers: { 200: schemas.secretHook },
      refuses: [403],
      price: 'bots',
      scope: asKeeper,
      async handle({ ctx, me, params, scope: chat }) {
        const of = { chatId: chat.id, byId: me.userId, botId: params.id };
        const { hook, secret } = await replaceSecret(services, of);
        note(ctx, 'hook_secret_replaced', { user: params.id, by: me.userId, chat: chat.id });
        return ok({ ...presentHook(hook), secret });
      },
    }),
    route({
      method: 'post',
      path: '/api/chats/:uri/bots/:id/hook/resume/',
      summary: 'Go on with a hook that is paused or failing',
      description: 'For owner and moderators. Where it stopped, at once; with `skip` from now on.',
      auth: 'required',
      answers: { 200: schemas.hook },
      refuses: [403],
      price: 'bots',
      body: schemas.resumeHook,
      scope: asKeeper,
      async handle({ me, params, scope: chat, body }) {
        const of = { chatId: chat.id, byId: me.userId, botId: params.id };
        return ok(presentHook(await resumeHook(services, of, body.skip ?? false)));
      },
    }),
    route({
      method: 'get',
      path: '/api/chats/:uri/bots/:id/hook/attempts/',
      summary: 'The last hundred tries of a hook',
      description: 'For owner and moderators. As a list, the newest first.',
      auth: 'required',
      answers: { 200: z.array(schemas.attempt) },
      refuses: [403],
      scope: asKeeper,
      async handle({ params, scope: chat }) {
        await requireBot(db.read, chat.id, params.id);
        await requireHook(db.read, params.id);
        return ok((await listAttempts(db.read, params.id, clock.now())).map(presentAttempt));
      },
    }),
  ];
}
