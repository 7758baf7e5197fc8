import type { z } from 'zod';
import { type FieldErrors, ValidationError } from '../errors.ts';
import { toFieldErrors } from './fields.ts';

interface Checked<T> {
  /** Null when something is wrong. */
  whole: T | null;
  /** The fields that are as their own schema wants them, and no others. */
  passed: Partial<T>;
  errors: FieldErrors;
}

/** Holds `input` to a schema field by field, and throws nothing. */
export function check<T extends z.ZodObject>(
  schema: T,
  input: Record<string, unknown>,
): Checked<z.output<T>> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return { whole: parsed.data, passed: parsed.data, errors: {} };
  const errors = toFieldErrors(parsed.error);
  // zod keeps nothing of what is partly right, so what is right is parsed once more.
  const passed = Object.entries(schema.shape).flatMap(([name, field]) => {
    const again = Object.hasOwn(errors, name) ? null : (field as z.ZodType).safeParse(input[name]);
    return again?.success && again.data !== undefined ? [[name, again.data]] : [];
  });
  return { whole: null, passed: Object.fromEntries(passed), errors };
}

/** What the schema makes of `input`; throws a ValidationError that names every invalid field. */
export function validate<T extends z.ZodObject>(schema: T, input: Record<string, unknown>): z.output<T> {
  const { whole, errors } = check(schema, input);
  if (whole === null) throw new ValidationError(errors);
  return whole;
}
