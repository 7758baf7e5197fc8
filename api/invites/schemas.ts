import { z } from 'zod';
import { integer, optional, text } from '../http/input/fields.ts';

const yearS = 366 * 86_400;

export const makeInvite = z.object({
  /** Seconds from now. */
  expires_in: optional(integer({ min: 1, max: 10 * yearS })).nullable(),
  max_uses: optional(integer({ min: 1, max: 1_000_000 })).nullable(),
  note: optional(text({ maxLength: 200, blank: true })),
});

export interface InviteJson {
  /** To withdraw it by; it lets nobody in. */
  id: string;
  /** Null, with the two below, where nobody knows it any more but those who have it: after the secret was changed. */
  code: string | null;
  url: string | null;
  /** An SVG picture of the URL; null also where PUBLIC_URL is not set, and `url` a path. */
  qr: string | null;
  note: string;
  expires_at: string | null;
  max_uses: number | null;
  uses: number;
  created_at: string;
}
