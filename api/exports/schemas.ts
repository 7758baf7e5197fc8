import { z } from 'zod';
import { choice, optional } from '../http/input/fields.ts';

export const exportChat = z.object({ format: optional(choice(['json', 'txt', 'csv'])) });
