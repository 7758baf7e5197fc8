import type { FieldErrors } from '../net/wire.ts';

/** Why something that a person asked for did not happen. Of all this only the code is ever kept. */
export type ProblemCode =
  // A request that brought no answer, or a no.
  | 'unreachable'
  | 'busy'
  | 'logged_out'
  | 'blocked'
  | 'blocked_by_you'
  | 'not_allowed'
  | 'gone'
  | 'too_large'
  | 'server_fault'
  | 'invalid'
  | 'refused'
  // A message that the server does not take.
  | 'text_refused'
  | 'image_refused'
  | 'addressee_refused'
  | 'original_refused'
  | 'too_many_pins'
  | 'image_gone'
  // What can't be done here.
  | 'not_an_image'
  | 'image_too_large'
  | 'too_many_images'
  | 'copy_refused'
  | 'log_in_failed';

export interface Problem {
  code: ProblemCode;
  /** Of `busy`: when the server expects to be able. */
  retryAfterMs?: number | null;
  /** Of `invalid`: what the server says about each field, in sentences that are written for people. */
  fields?: FieldErrors;
  /** What the text names: a file, a number. */
  about?: string;
}

/** What is said of each: of `busy` by when the server expects to be able, of others by what they are about. */
export type ProblemTexts = Record<ProblemCode | 'soon', string | ((about: string) => string)> & {
  /** When the server names no time. */
  soon: string;
};

/** Speaks of problems by the texts of one language. */
export function speakOfProblems(texts: ProblemTexts, locale: string) {
  const isProblemCode = (value: unknown): value is ProblemCode =>
    typeof value === 'string' && value !== 'soon' && Object.hasOwn(texts, value);

  /**
   * The words for a problem. Fields whose own sentences stand `beside` them are left out; null when there is nothing else to
   * say, or no problem at all.
   */
  const problemText = (problem: Problem | null, beside: readonly string[] = []): string | null => {
    if (!problem) return null;
    const fields = Object.entries(problem.fields ?? {});
    const elsewhere = fields.filter(([name]) => !beside.includes(name)).flatMap(([, sentences]) => sentences);
    if (fields.length > 0) return elsewhere.join(' ') || null;
    // An older page kept the reason of what it could not send in words, and a newer one may know more codes.
    const code = isProblemCode(problem.code) ? problem.code : 'refused';
    const text = texts[code];
    if (typeof text === 'string') return text;
    return text(code === 'busy' ? inAWhile(problem.retryAfterMs ?? null) : (problem.about ?? ''));
  };

  const inAWhile = (ms: number | null): string => {
    if (ms === null) return texts.soon;
    const relative = new Intl.RelativeTimeFormat(locale);
    if (ms < 90_000) return relative.format(Math.max(1, Math.ceil(ms / 1000)), 'second');
    return relative.format(Math.ceil(ms / 60_000), 'minute');
  };

  return { isProblemCode, problemText };
}
