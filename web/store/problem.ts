import { RequestFailure } from '../net/failure.ts';
import type { FieldErrors } from '../net/wire.ts';
import { words } from '../words/words.ts';

/** Why something that a person asked for did not happen, in words to show. */
export interface Problem {
  /** Belongs to no field; null when the fields' own sentences say it all. */
  general: string | null;
  fields: FieldErrors;
}

/** Does it; tells the problem, if any, instead of throwing. Anything but a failed request is a bug and is thrown on. */
export async function problemOf(action: () => Promise<unknown>): Promise<Problem | null> {
  try {
    await action();
    return null;
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error;
    return toProblem(error);
  }
}

export function toProblem(failure: RequestFailure): Problem {
  const { non_field_errors: shared = [], ...fields } = failure.fields;
  if (shared.length > 0) return { general: shared.join(' '), fields };
  const isSaid = Object.keys(fields).length > 0;
  return { general: isSaid ? null : words.failure(failure), fields };
}
