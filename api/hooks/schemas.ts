import { z } from 'zod';
import { boolean, choice, optional, text } from '../http/input/fields.ts';
import { count, id, time } from '../http/schema/answer-fields.ts';
import { maxUrlLength } from './address.ts';

/** What may be delivered: what happens in the chat, and is for all of it or for the bot. */
export const hookEventTypes = [
  'message.created',
  'message.updated',
  'message.deleted',
  'message.pinned',
  'message.unpinned',
  'reaction.added',
  'reaction.removed',
  'member.joined',
  'member.left',
  'member.updated',
  'chat.updated',
] as const;
export type HookEventType = (typeof hookEventTypes)[number];

/** The receiver said that it is gone; it failed for a day; what it has not got is not kept any more; its secret was made by another server secret; who set it does not run the chat any more. */
export const pauseReasons = ['gone', 'failing', 'behind', 'secret_lost', 'keeper_gone'] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** Why there was no answer; the last is not asked, as the settings say today. */
export const problems = [
  'no_public_address',
  'not_connected',
  'bad_certificate',
  'timed_out',
  'no_http',
  'not_allowed',
] as const;
export type Problem = (typeof problems)[number];

const address = text({ maxLength: maxUrlLength }).meta({
  description: 'Begins with https://. What stands behind # is left out.',
  example: 'https://bot.example/holdline',
});

const eventTypes = z
  .preprocess(
    // A form, and whoever writes one by hand, has them in one text.
    (input) => (typeof input === 'string' ? input.split(/[\s,]+/).filter(Boolean) : input),
    z
      .array(choice(hookEventTypes), 'Expected a list of items.')
      .min(1, 'This list may not be empty.')
      .max(50),
  )
  .transform((types) => hookEventTypes.filter((type) => types.includes(type)))
  .meta({
    description: 'Which events; `message.created` where it is left out at first.',
    example: ['message.created'],
  });

export const putHook = z
  .object({ url: address, events: optional(eventTypes) })
  .meta({ id: 'PutHook', example: { url: 'https://bot.example/holdline', events: ['message.created'] } });

export const resumeHook = z
  .object({ skip: optional(boolean()) })
  .meta({ id: 'ResumeHook', example: { skip: false } });

export const hook = z
  .object({
    url: z.string().meta({ example: 'https://bot.example/holdline' }),
    events: z.array(z.enum(hookEventTypes)).meta({ example: ['message.created'] }),
    state: z.enum(['active', 'failing', 'paused']).meta({
      description: 'Failing: the last try was no success, and there will be others.',
      example: 'active',
    }),
    paused_by: z.enum(pauseReasons).nullable().meta({ description: 'Why, when it is.', example: null }),
    failing_since: time()
      .nullable()
      .meta({ description: 'When the event that is tried was tried first.', example: null }),
    next_try_at: time().nullable().meta({ example: null }),
    created_at: time(),
  })
  .meta({ id: 'Hook', description: 'An address that is told what happens in a chat, as a bot sees it.' });
export type HookJson = z.infer<typeof hook>;

export const hookState = z
  .object({
    bot: id().meta({ description: "The id of the bot's user." }),
    state: hook.shape.state.nullable().meta({ description: 'Null: it has none any more.' }),
    paused_by: hook.shape.paused_by,
  })
  .meta({ id: 'HookState', description: 'How the hook of a bot fares.' });
export type HookStateJson = z.infer<typeof hookState>;

export const secretHook = hook
  .extend({
    secret: z.string().meta({
      description: 'By which what is delivered is signed, as Standard Webhooks says. Shown this once.',
      example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw3bHxS5dQ4jk=',
    }),
  })
  .meta({ id: 'HookWithSecret' });
export type HookWithSecretJson = z.infer<typeof secretHook>;

export const attempt = z
  .object({
    event: z.string().meta({ description: 'Its id, as in `webhook-id`.', example: 'x7Kd02Lq-41' }),
    type: z.string().meta({ example: 'message.created' }),
    at: time(),
    status: z
      .int()
      .nullable()
      .meta({ description: 'Of the answer; null where there was none.', example: 200 }),
    ms: count().meta({ example: 120 }),
    problem: z.enum(problems).nullable().meta({ description: 'Why there was no answer.', example: null }),
    answer: z.string().nullable().meta({
      description:
        'How the answer begins, in 300 characters. Null: there was none, or it may repeat what not everybody here may read, or not any more.',
      example: '{"text":"pong"}',
    }),
  })
  .meta({ id: 'HookAttempt', description: 'One try to deliver an event.' });
export type AttemptJson = z.infer<typeof attempt>;
