import { z } from 'zod';
import type { FieldErrors } from '../errors.ts';

/**
 * Input fields that speak Django REST framework's words. A schema made of these is parsed by `validate`; every invalid
 * field is reported at once. Like DRF, numbers are taken for texts (but not for secrets) and digits for numbers, because form
 * bodies know only strings. Each looks at the length of what it is given before it does anything that takes longer for more.
 */
const words = {
  required: 'This field is required.',
  null: 'This field may not be null.',
  blank: 'This field may not be blank.',
  string: 'Not a valid string.',
  nul: 'Null characters are not allowed.',
  surrogate: 'Surrogate characters are not allowed.',
  integer: 'A valid integer is required.',
  boolean: 'Must be a valid boolean.',
};

/** Unicode's white space, and control characters, which show as little. */
const blankText = /^[\p{White_Space}\p{Cc}\ufeff]*$/u;

interface TextRules {
  /** In code points, as a person counts. */
  maxLength: number;
  minLength?: number;
  /** May be "". Default: no. */
  blank?: boolean;
  /** Default: yes. */
  trim?: boolean;
  pattern?: { regex: RegExp; message: string };
}

/** A string of code points without NUL or lone surrogates. Counted and matched after trimming. */
export function text(rules: TextRules) {
  return textField(rules, (input) => typeof input === 'string' || Number.isFinite(input));
}

/**
 * A text that gives its sender something: a password, a token, a code, a key, whom a whisper is for. Never made of anything
 * else: `1` is no password, and whoever sends a list where a name belongs is not to be understood somehow.
 */
export function secret(rules: TextRules) {
  return textField(rules, (input) => typeof input === 'string');
}

function textField(rules: TextRules, isText: (input: unknown) => boolean) {
  return z
    .any()
    .transform((input: unknown, ctx): string => {
      const fail = (message: string) => {
        ctx.addIssue({ code: 'custom', message });
        return z.NEVER;
      };
      if (input === undefined) return fail(words.required);
      if (input === null) return fail(words.null);
      if (!isText(input)) return fail(words.string);
      const raw = String(input);
      const value = rules.trim === false ? raw : raw.trim();
      const tooLong = `Ensure this field has no more than ${rules.maxLength} characters.`;
      // A code point is one or two UTF-16 units, so megabytes are refused uncounted, and the short need no count.
      if (value.length > 2 * rules.maxLength) return fail(tooLong);
      if (value.includes('\0')) return fail(words.nul);
      if (!value.isWellFormed()) return fail(words.surrogate);
      if (!rules.blank && blankText.test(value)) return fail(words.blank);
      if (value.length > rules.maxLength && countCodePoints(value) > rules.maxLength) return fail(tooLong);
      if (rules.minLength && countCodePoints(value) < rules.minLength) {
        return fail(`Ensure this field has at least ${rules.minLength} characters.`);
      }
      if (rules.pattern && !rules.pattern.regex.test(value)) return fail(rules.pattern.message);
      return value;
    })
    .meta({
      type: 'string',
      maxLength: rules.maxLength,
      minLength: rules.minLength ?? (rules.blank ? 0 : 1),
    });
}

interface IntegerRules {
  min: number;
  max: number;
}

/** A whole number, or digits that say one. */
export function integer(rules: IntegerRules) {
  return z
    .any()
    .transform((input: unknown, ctx): number => {
      const fail = (message: string) => {
        ctx.addIssue({ code: 'custom', message });
        return z.NEVER;
      };
      if (input === undefined) return fail(words.required);
      if (input === null) return fail(words.null);
      const isDigits =
        typeof input === 'string' && input.length <= 100 && /^\s*[+-]?\d{1,30}\s*$/.test(input);
      const value = isDigits || typeof input === 'number' ? Number(input) : Number.NaN;
      if (!Number.isInteger(value)) return fail(words.integer);
      if (value < rules.min) return fail(`Ensure this value is greater than or equal to ${rules.min}.`);
      if (value > rules.max) return fail(`Ensure this value is less than or equal to ${rules.max}.`);
      return value;
    })
    .meta({ type: 'integer', minimum: rules.min, maximum: rules.max });
}

const truths = new Set<unknown>([true, 'true', 'True', 'TRUE', 'on', 'yes', '1', 1, 't', 'y']);
const falsehoods = new Set<unknown>([false, 'false', 'False', 'FALSE', 'off', 'no', '0', 0, 'f', 'n', '']);

/** true or false, or one of the words that forms say them with. */
export function boolean() {
  return z
    .any()
    .transform((input: unknown, ctx): boolean => {
      if (truths.has(input)) return true;
      if (falsehoods.has(input)) return false;
      const message = input === undefined ? words.required : input === null ? words.null : words.boolean;
      ctx.addIssue({ code: 'custom', message });
      return z.NEVER;
    })
    .meta({ type: 'boolean' });
}

/** One of a few words, with DRF's sentence for any other. */
export function choice<const T extends readonly [string, ...string[]]>(options: T) {
  return z
    .any()
    .transform((input: unknown, ctx): T[number] => {
      const found = options.find((option) => option === input);
      if (found !== undefined) return found;
      // A list or an object is not written out: it may be as large as a body.
      const shown = Array.isArray(input) ? '[...]' : typeof input === 'object' ? '{...}' : String(input);
      const message =
        input === undefined
          ? words.required
          : input === null
            ? words.null
            : `"${shown.slice(0, 100)}" is not a valid choice.`;
      ctx.addIssue({ code: 'custom', message });
      return z.NEVER;
    })
    .meta({ type: 'string', enum: [...options] });
}

/** Absent stays absent; anything present is held to `field`. */
export function optional<T>(field: z.ZodType<T>): z.ZodOptional<z.ZodType<T>> {
  return field.optional();
}

/** The same or null, which forms, as with DRF, say by leaving a field blank. Not for texts: of those a blank one is one. */
export function orNull<T>(field: z.ZodType<T>) {
  return z.preprocess((input) => (input === '' ? null : input), field.nullable());
}

/** zod's issues as DRF's field errors, each field named once with all its sentences. */
export function toFieldErrors(error: z.ZodError): FieldErrors {
  const fields: FieldErrors = {};
  for (const issue of error.issues) {
    const name = issue.path.length > 0 ? String(issue.path[0]) : 'non_field_errors';
    fields[name] = [...(fields[name] ?? []), issue.message];
  }
  return fields;
}

function countCodePoints(value: string): number {
  let count = 0;
  for (const _ of value) count += 1;
  return count;
}
