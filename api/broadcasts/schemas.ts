import { z } from 'zod';
import { optional } from '../http/input/fields.ts';
import { clientKey, messageText } from '../messages/schemas.ts';

export const sendBroadcast = z
  .object({ message: messageText, client_id: optional(clientKey).nullable() })
  .meta({ id: 'SendBroadcast' });
