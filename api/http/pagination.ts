import { z } from 'zod';
import { publicUrlOf } from './answers/safe-headers.ts';
import { NotFound } from './errors.ts';
import { optional, text } from './input/fields.ts';
import type { Exchange } from './route.ts';

export const defaultPageSize = 50;
export const maxPageSize = 200;

/** A positive whole number; larger than `max` is lowered to it, anything else is a 400 (api/README.md section 1, Lists). */
export function positive(max: number) {
  return text({ maxLength: 100 })
    .refine((digits) => /^\d+$/.test(digits) && Number(digits) > 0, 'A valid positive integer is required.')
    .transform((digits) => Math.min(Number(digits), max))
    .meta({
      type: 'integer',
      minimum: 1,
      minLength: undefined,
      maxLength: undefined,
      description: `More than ${max} is lowered to it.`,
    });
}

/** Deep pages cost the database their whole offset; no list of ours is that long. */
const maxPage = 1_000_000;

export const pageQuery = z.object({
  page: optional(positive(maxPage)),
  page_size: optional(positive(maxPageSize)),
});

export interface Page {
  page: number;
  pageSize: number;
  offset: number;
}

export function toPage(query: z.output<typeof pageQuery>): Page {
  const page = query.page ?? 1;
  const pageSize = query.page_size ?? defaultPageSize;
  return { page, pageSize, offset: (page - 1) * pageSize };
}

/** DRF's list envelope; a page beyond the last is a NotFound. `next` and `previous` keep the caller's other parameters. */
export function paginated<T>(ctx: Exchange, { page, pageSize }: Page, count: number, results: T[]) {
  if (page > 1 && (page - 1) * pageSize >= count) throw new NotFound('Invalid page.');
  const urlOf = (number: number): string => {
    const parameters = new URLSearchParams(ctx.querystring);
    parameters.set('page', String(number));
    return `${publicUrlOf(ctx)}${ctx.path}?${parameters}`;
  };
  return {
    count,
    next: page * pageSize < count ? urlOf(page + 1) : null,
    previous: page > 1 ? urlOf(page - 1) : null,
    results,
  };
}
