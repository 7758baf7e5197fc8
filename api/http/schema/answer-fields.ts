import { z } from 'zod';

/**
 * What answers are made of, for their schemas. `example` is kept by each field and not by each answer: examples of whole answers are
 * put together from them (example.ts).
 */

/** A moment as the API says it. */
export const time = () =>
  z
    .string()
    .meta({ format: 'date-time', description: 'UTC, in milliseconds.', example: '2026-11-30T18:00:00.000Z' });

export const count = () => z.int().min(0).meta({ example: 1 });

/** A number of our own making. */
export const id = () => z.int().min(1).meta({ example: 7 });

/** A place in the log. */
export const cursor = () =>
  z.string().meta({ description: 'A position in the log, opaque.', example: '1tf2mw0.c.0' });

/** One page of a list, in DRF's envelope. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    count: count().meta({ description: 'On all pages together.' }),
    next: z.string().nullable().meta({ description: "The next page's address.", example: null }),
    previous: z.string().nullable().meta({ example: null }),
    results: z.array(item),
  });

/** What a feature further right declares, and is known here by the name of its component alone. */
export const named = (component: string) =>
  z.unknown().meta({ override: { $ref: `#/components/schemas/${component}` } });

export const namedOrNull = (component: string) =>
  z.unknown().meta({
    override: { anyOf: [{ $ref: `#/components/schemas/${component}` }, { type: 'null' }] },
    example: null,
  });

export const problem = z
  .object({
    detail: z.string().meta({ description: 'For people.', example: 'Not found.' }),
    code: z.string().meta({ description: 'A stable word in snake_case.', example: 'not_found' }),
  })
  .meta({ id: 'Problem', description: 'What was refused, and why.' });

export const fieldProblems = z.record(z.string(), z.array(z.string())).meta({
  id: 'FieldProblems',
  description:
    'Every invalid field at once, each with its sentences; `non_field_errors` has what belongs to no single one.',
  example: { message: ['This field is required.'] },
});

/** By status: the schema of the JSON, null where there is no body. Of media types other than JSON it says nothing. */
export type Answers = Readonly<Record<number, z.ZodType | null>>;
