import { z } from 'zod';
import { chat } from '../chats/schemas.ts';
import { choice, optional } from '../http/input/fields.ts';
import { time } from '../http/schema/answer-fields.ts';
import { message } from '../messages/schemas.ts';

export const exportChat = z.object({ format: optional(choice(['json', 'txt', 'csv'])) });

export const exportedChat = z
  .object({ chat, exported_at: time(), messages: z.array(message) })
  .meta({ id: 'ExportedChat', description: 'All that one may see of a chat, oldest first.' });
