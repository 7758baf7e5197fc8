import type { FieldErrors } from '../../net/wire.ts';
import { counted } from './format.ts';

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

const texts: Record<ProblemCode, string | ((problem: Problem) => string)> = {
  unreachable: 'The server can’t be reached. Check your connection and try again.',
  busy: ({ retryAfterMs = null }) => `The server needs a pause. Try again ${inAWhile(retryAfterMs)}.`,
  logged_out: 'Please log in again.',
  blocked: 'You can’t reach this person.',
  blocked_by_you: 'You have blocked this person. In the settings you can lift it.',
  not_allowed: 'You are not allowed to do that.',
  gone: 'This is no longer there.',
  too_large: 'That is too much at once.',
  server_fault: 'Something went wrong on our side. Try again in a moment.',
  invalid: 'That did not work.',
  refused: 'That did not work.',

  text_refused: 'The server does not take this text.',
  image_refused: 'The server does not take this image.',
  addressee_refused: 'Whoever it is for is not in this chat.',
  original_refused: 'What it answers is not there, or was a whisper to somebody else.',
  too_many_pins: 'Fifty messages are pinned here already. Unpin one first.',
  image_gone: 'The image is no longer on this device. Choose it again.',

  not_an_image: ({ about }) => `“${about}” is not an image that can be shown here.`,
  image_too_large: ({ about }) => `“${about}” is larger than 5 MB and can’t be made smaller.`,
  too_many_images: ({ about }) => `At most ${about} images at once: the others were left out.`,
  copy_refused: 'This page may not copy for you. Select the text and copy it by hand.',
  log_in_failed: 'Your account is made. Now log in.',
};

export function isProblemCode(value: unknown): value is ProblemCode {
  return typeof value === 'string' && Object.hasOwn(texts, value);
}

/**
 * The words for a problem. Fields whose own sentences stand `beside` them are left out; null when there is nothing else to
 * say, or no problem at all.
 */
export function problemText(problem: Problem | null, beside: readonly string[] = []): string | null {
  if (!problem) return null;
  const fields = Object.entries(problem.fields ?? {});
  const elsewhere = fields.filter(([name]) => !beside.includes(name)).flatMap(([, sentences]) => sentences);
  if (fields.length > 0) return elsewhere.join(' ') || null;
  // An older page kept the reason of what it could not send in words, and a newer one may know more codes.
  const text = texts[isProblemCode(problem.code) ? problem.code : 'refused'];
  return typeof text === 'string' ? text : text(problem);
}

function inAWhile(ms: number | null): string {
  if (ms === null) return 'in a moment';
  if (ms < 90_000) return `in ${counted(Math.max(1, Math.ceil(ms / 1000)), 'second', 'seconds')}`;
  return `in ${Math.ceil(ms / 60_000)} minutes`;
}
