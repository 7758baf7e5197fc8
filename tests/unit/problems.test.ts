import { expect, test } from 'vitest';
import { RequestFailure } from '../../web/net/failure.ts';
import { refusalOf } from '../../web/store/outbox/refusal.ts';
import { problemOf, toProblem } from '../../web/store/problem.ts';
import { isProblemCode, type Problem, type ProblemCode, problemText } from '../../web/words/en/problems.ts';

const failures: [status: number, code: string, known: ProblemCode][] = [
  [0, 'unreachable', 'unreachable'],
  [429, 'throttled', 'busy'],
  [503, 'service_unavailable', 'busy'],
  [401, 'authentication_failed', 'logged_out'],
  [403, 'blocked', 'blocked'],
  [403, 'blocked_by_you', 'blocked_by_you'],
  [403, 'not_a_member', 'not_allowed'],
  [404, 'not_found', 'gone'],
  [413, 'payload_too_large', 'too_large'],
  [500, 'error', 'server_fault'],
  [502, 'unknown', 'server_fault'],
  [409, 'lobby', 'refused'],
  [409, 'too_many_pins', 'too_many_pins'],
];

test.for(failures)('%i %s is known as %s, and has words', async ([status, code, known]) => {
  const problem = toProblem(new RequestFailure(status, code));
  expect(problem.code).toBe(known);
  expect(problemText(problem)).toMatch(/^[A-Z].*\.$/);
});

// An object, so that the compiler knows that none is forgotten.
const everyCode: Record<ProblemCode, Partial<Problem>> = {
  unreachable: {},
  busy: { retryAfterMs: 3000 },
  logged_out: {},
  blocked: {},
  blocked_by_you: {},
  not_allowed: {},
  gone: {},
  too_large: {},
  server_fault: {},
  invalid: {},
  refused: {},
  text_refused: {},
  image_refused: {},
  addressee_refused: {},
  original_refused: {},
  too_many_pins: {},
  image_gone: {},
  not_an_image: { about: 'hut.txt' },
  image_too_large: { about: 'hut.png' },
  too_many_images: { about: '10' },
  copy_refused: {},
  log_in_failed: {},
};

test('every code has a sentence of its own kind, and nothing else is a code', () => {
  for (const [code, more] of Object.entries(everyCode)) {
    expect(isProblemCode(code)).toBe(true);
    const text = problemText({ code: code as ProblemCode, ...more });
    expect(text, code).toMatch(/^[A-Z“].*\.$/);
    expect(text, code).not.toMatch(/undefined|null|_/);
    if (more.about) expect(text).toContain(more.about);
  }
  for (const other of ['', 'toString', '__proto__', 'That did not work.', null, undefined, 404, {}])
    expect(isProblemCode(other)).toBe(false);
});

test.for([
  [null, 'in a moment.'],
  [1, 'in 1 second.'],
  [89_000, 'in 89 seconds.'],
  [90_000, 'in 2 minutes.'],
] as const)('a server that needs %j ms says so: %s', ([retryAfterMs, words]) => {
  expect(problemText({ code: 'busy', retryAfterMs })).toContain(words);
});

test('what the server says of fields is told once: beside them, or all together', () => {
  const fields = { username: ['Taken.'], password: ['Too short.', 'Too common.'] };
  const problem = toProblem(new RequestFailure(400, 'invalid', fields));
  expect(problem).toMatchObject({ code: 'invalid', fields });
  expect(problemText(problem)).toBe('Taken. Too short. Too common.');
  expect(problemText(problem, ['username'])).toBe('Too short. Too common.');
  expect(problemText(problem, ['username', 'password'])).toBe(null);
  const shared = toProblem(new RequestFailure(400, 'invalid', { non_field_errors: ['Wrong.'] }));
  expect(problemText(shared, ['username', 'password'])).toBe('Wrong.');
  expect(problemText(null)).toBe(null);
});

test.for([
  [{ to: ['This person is not a member of this chat.'] }, 'addressee_refused'],
  [{ image: ['Upload a valid image.'] }, 'image_refused'],
  [{ message: ['Too long.'] }, 'text_refused'],
] as const)('a message that is refused for %j is kept with the code %s', ([fields, code]) => {
  expect(refusalOf(new RequestFailure(400, 'invalid', fields))).toBe(code);
});

test('a message that is refused for no field is kept with the code of that', () => {
  expect(refusalOf(new RequestFailure(403, 'blocked'))).toBe('blocked');
});

test('what goes wrong otherwise is a bug, and no problem of the person', async () => {
  expect(await problemOf(async () => {})).toBe(null);
  const bug = new TypeError('on purpose');
  await expect(problemOf(() => Promise.reject(bug))).rejects.toBe(bug);
});
