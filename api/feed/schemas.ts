import { z } from 'zod';
import { optional, text } from '../http/input/fields.ts';
import { positive } from '../http/pagination.ts';

export const defaultLimit = 200;
export const maxLimit = 500;
/** Below the 60 s after which many proxies give up on a silent response. */
export const maxWaitS = 55;

const seconds = text({ maxLength: 100 })
  .refine((digits) => /^\d+$/.test(digits), 'A valid integer is required.')
  .transform((digits) => Math.min(Number(digits), maxWaitS));

export const pollQuery = z.object({
  cursor: optional(text({ maxLength: 300, blank: true })),
  wait: optional(seconds),
  limit: optional(positive(maxLimit)),
  client: optional(text({ maxLength: 64 })),
});

/** How a client is advised to go on; times in seconds. */
export interface PollAdvice {
  mode: 'long' | 'interval';
  wait: number;
  interval: number;
  retry: number;
}
