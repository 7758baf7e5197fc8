import { z } from 'zod';
import { optional } from '../http/input/fields.ts';
import { count, time } from '../http/schema/answer-fields.ts';
import { clientKey, message, messageText } from '../messages/schemas.ts';
import { user } from '../users/schemas.ts';

export const sendBroadcast = z
  .object({ message: messageText, client_id: optional(clientKey).nullable() })
  .meta({ id: 'SendBroadcast' });

export const seenBroadcast = z
  .object({ message, seen: count().meta({ description: 'On the screens of so many people it was.' }) })
  .meta({ id: 'SeenBroadcast', description: 'What was told to everyone, as staff see it.' });
export type SeenBroadcastJson = z.infer<typeof seenBroadcast>;

export const viewer = z.object({ user, seen_at: time() }).meta({ id: 'Viewer' });
export type ViewerJson = z.infer<typeof viewer>;
