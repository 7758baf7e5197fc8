import { z } from 'zod';
import { time } from '../http/schema/answer-fields.ts';
import { user } from '../users/schemas.ts';

export const block = z
  .object({ user, created_at: time() })
  .meta({ id: 'Block', description: 'Someone from whom one wants no private chat, whisper or invitation.' });
export type BlockJson = z.infer<typeof block>;
