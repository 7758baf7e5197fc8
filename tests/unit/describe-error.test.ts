import { describe, expect, test } from 'vitest';
import { ConnectionLost } from '../../api/db/faults.ts';
import { decodeCursor } from '../../api/log/cursor.ts';
import { describeError } from '../../api/process/describe-error.ts';

const canary = 'the-canary-sings';

function catchOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('what the log says of an error', () => {
  test('is its name, its code and our own files, and never its message', async () => {
    // As knex and PostgreSQL make them: the statement with its values, and the row that was refused.
    const error = Object.assign(new Error(`insert into "messages" values ('${canary}')`), {
      code: '23505',
      detail: `Key (username)=(${canary}) already exists.`,
      where: canary,
    });
    const described = describeError(error);
    expect(described).toEqual({ name: 'Error', code: '23505' });
    expect(JSON.stringify(described)).not.toContain(canary);
  });

  test('holds none of a message that looks like a stack', () => {
    const frame = `    at ${canary} (${process.cwd()}/api/${canary}.ts:1:1)`;
    const error = new Error(`first line\n${frame}\n${frame}`);
    expect(JSON.stringify(describeError(error))).not.toContain(canary);
    error.message = `statement - ${error.message}`;
    expect(JSON.stringify(describeError(error))).not.toContain(canary);
  });

  test('says where in our files it was thrown', async () => {
    const decode = () => decodeCursor({ cursor: canary } as never);
    expect(decode).toThrow();
    const described = describeError(catchOf(decode));
    expect(described).toMatchObject({ name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' });
    expect(described.at?.[0]).toMatch(/^api\/log\/cursor\.ts:\d+:\d+$/);
  });

  test('goes through its causes, but not for ever', () => {
    const cause: Error = Object.assign(new Error(canary), { code: 'ECONNREFUSED' });
    const lost = new ConnectionLost(cause);
    expect(describeError(lost)).toMatchObject({ name: 'ConnectionLost', cause: { code: 'ECONNREFUSED' } });
    cause.cause = lost;
    expect(JSON.stringify(describeError(lost)).length).toBeLessThan(1000);
  });

  test.for([canary, null, undefined, 7, { message: canary, stack: canary, code: canary }])(
    'is hardly anything of what is no error (%j)',
    (thrown) => {
      expect(JSON.stringify(describeError(thrown))).not.toContain(canary);
    },
  );

  test('takes no sentence for a name or a code', () => {
    const error = Object.assign(new Error(''), { name: `${canary} ${canary}`, code: `a ${canary}` });
    expect(JSON.stringify(describeError(error))).not.toContain(canary);
  });
});
