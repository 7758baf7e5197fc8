import { RequestFailure } from '../net/failure.ts';
import type { Problem, ProblemCode } from '../words/en/problems.ts';

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
  const { fields, retryAfterMs } = failure;
  if (Object.keys(fields).length > 0) return { code: 'invalid', fields };
  return { code: codeOf(failure), retryAfterMs };
}

function codeOf({ status, code }: RequestFailure): ProblemCode {
  if (status === 0) return 'unreachable';
  if (status === 429 || status === 503) return 'busy';
  if (status === 401) return 'logged_out';
  if (code === 'blocked' || code === 'blocked_by_you' || code === 'too_many_pins') return code;
  if (status === 403) return 'not_allowed';
  if (status === 404) return 'gone';
  if (status === 413) return 'too_large';
  return status >= 500 ? 'server_fault' : 'refused';
}
