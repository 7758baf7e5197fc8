import type { RequestFailure } from '../../net/failure.ts';
import type { ProblemCode } from '../../words/en/problems.ts';
import { toProblem } from '../problem.ts';

/** Why a message is not taken, as it is kept with it. */
export function refusalOf(failure: RequestFailure): ProblemCode {
  const { code, fields = {} } = toProblem(failure);
  if (code !== 'invalid') return code;
  if (fields.to) return 'addressee_refused';
  if (fields.reply_to) return 'original_refused';
  return fields.image ? 'image_refused' : 'text_refused';
}
