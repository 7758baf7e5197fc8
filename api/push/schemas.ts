import { ECDH } from 'node:crypto';
import { z } from 'zod';
import { secret, toFieldErrors } from '../http/input/fields.ts';
import { time } from '../http/schema/answer-fields.ts';

/** Those of today have some two hundred letters, Edge's five hundred. */
const endpoint = secret({ maxLength: 1000 }).meta({
  description: 'The address of the device at its push service.',
  example: 'https://fcm.googleapis.com/fcm/send/dQw4w9WgXcQ',
});

const base64url = /^[\w-]*={0,2}$/;
const bytesOf = (text: string) => Buffer.from(base64url.test(text) ? text : '', 'base64url');

/** 65 bytes, not compressed: what RFC 8291 sends. OpenSSL refuses what lies beside the curve. */
function isPoint(bytes: Buffer): boolean {
  if (bytes.length !== 65 || bytes[0] !== 4) return false;
  try {
    ECDH.convertKey(bytes, 'prime256v1');
    return true;
  } catch {
    // It says so by throwing, and nothing else can be wrong with 65 bytes.
    return false;
  }
}

const keyFields = z.object({
  p256dh: secret({ maxLength: 100 }).refine((text) => isPoint(bytesOf(text)), 'No point of the curve P-256.'),
  auth: secret({ maxLength: 40 }).refine((text) => bytesOf(text).length === 16, 'Not 16 bytes.'),
});

const keys = z
  .any()
  .transform((input: unknown, ctx): z.output<typeof keyFields> => {
    const parsed = keyFields.safeParse(typeof input === 'object' && input !== null ? input : {});
    if (parsed.success) return parsed.data;
    for (const [name, sentences] of Object.entries(toFieldErrors(parsed.error)))
      for (const sentence of sentences) ctx.addIssue({ code: 'custom', message: `${name}: ${sentence}` });
    return z.NEVER;
  })
  .meta({
    type: 'object',
    description: 'What the device reads with, as base64url: a point of the curve P-256, and 16 bytes.',
    properties: { p256dh: { type: 'string' }, auth: { type: 'string' } },
    required: ['p256dh', 'auth'],
    example: {
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    },
  });

export const putSubscription = z
  .object({ endpoint, keys })
  .meta({ id: 'PutPushSubscription', description: "As a browser's `PushSubscription.toJSON()` is." });

export const deleteSubscription = z.object({ endpoint }).meta({ id: 'DeletePushSubscription' });

export const subscription = z
  .object({
    service: z.string().meta({ description: 'The host of its push service.', example: 'fcm.googleapis.com' }),
    created_at: time(),
  })
  .meta({ id: 'PushSubscription', description: 'A device that is told of messages while no page is open.' });
export type SubscriptionJson = z.infer<typeof subscription>;

export const pushState = z
  .object({
    public_key: z.string().nullable().meta({
      description: 'The `applicationServerKey` to subscribe with; null: this server sends no pushes.',
      example: 'BEl62iUYgUivxIkv69yViEuiBIa-Ib9-SkvMeAtA3LFgDzkrxZJjSgSnfckjBJuBkr3qBUYIHBQFLXYp5Nksh8U',
    }),
    subscriptions: z.array(subscription).meta({ description: 'My devices, the newest first.', example: [] }),
  })
  .meta({ id: 'Push' });
export type PushStateJson = z.infer<typeof pushState>;

/** What a device is told, for it to put into words in the language of its page. */
export type Payload =
  | {
      kind: 'message';
      /** The address of the chat: there is one notification for each. */
      chat: string;
      message: number;
      /** Who said it. */
      from: string;
      /** What the chat is called by; null: a private one. */
      name: { name: string; owner: string | null; created_at: string } | null;
      /** Of a whisper nothing: others may see the screen that it lands on. */
      text: string;
      images: number;
      whisper: boolean;
    }
  /** Nothing of this chat is news any more: what stands on the screen of it is to go. */
  | { kind: 'read'; chat: string };
