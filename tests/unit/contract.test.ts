import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { callOf, callsDeclaredIn, declaredRoutes } from '../support/declared-routes.ts';
import { project } from '../support/sources.ts';

/** A call that the contract names, and the file that it says declares it. */
interface Promised {
  call: string;
  file: string;
}

/** A row of a table whose first cell names calls and whose last one names a file, as every row with a call should. */
const rowWithCalls = /^\| (`[A-Z]+[, ].*?`) \| .* \|$/;
const lastCell = /\| `([^`|]+)` \|$/;
/** `GET, POST /api/chats/`: several methods of one path. */
const calls = /^((?:[A-Z]+, )*[A-Z]+) (\/\S*)$/;

function readContract(text: string): Promised[] {
  return text.split('\n').flatMap((line) => {
    const cell = rowWithCalls.exec(line)?.[1];
    if (!cell) return [];
    const file = lastCell.exec(line)?.[1] ?? 'no file';
    return cell.split(/, (?=`)/).flatMap((span) => {
      const [, methods, place] = calls.exec(span.slice(1, -1)) ?? [];
      if (!methods) return [{ call: span, file }];
      return methods.split(', ').map((method) => ({ call: `${method} ${place}`, file }));
    });
  });
}

/** What the contract and the code say differently of one another. */
async function differences(promised: Promised[], routes: string[]): Promise<string[]> {
  const named = promised.map(({ call }) => call);
  const misplaced = promised.map(async ({ call, file }) => {
    const isThere = !routes.includes(call) || (await callsDeclaredIn(file)).includes(call);
    return isThere ? [] : [`${call} is not declared in ${file}`];
  });
  return [
    ...routes.filter((call) => !named.includes(call)).map((call) => `${call} is not in the contract`),
    ...named.filter((call, i) => named.indexOf(call) < i).map((call) => `${call} is there twice`),
    ...named.filter((call) => !routes.includes(call)).map((call) => `${call} is no route`),
    ...(await Promise.all(misplaced)).flat(),
  ];
}

test('the contract names every route of the API, nothing that is none, and for each the file that declares it', async () => {
  const parts = ['api/README.md', 'api/staff/README.md', 'api/push/README.md', 'api/bots/README.md'];
  const contract = parts.map((part) => readFileSync(path.join(project, part), 'utf8')).join('\n');
  const routes = declaredRoutes().map(callOf);
  expect(routes).toContain('PATCH /api/chats/{uri}/messages/{id}/');
  expect(await differences(readContract(contract), routes)).toEqual([]);
});

test('a contract that differs from the code is noticed, whatever differs', async () => {
  const routes = ['GET /api/blocks/', 'PUT /api/blocks/{username}/', 'DELETE /api/blocks/{username}/'];
  const list = '| `GET /api/blocks/` | Whom I have `blocked`. | `blocks/routes.ts` |';
  const change = '| `PUT, DELETE /api/blocks/{username}/` | Block. | `blocks/routes.ts` |';
  const differ = (...rows: string[]) => differences(readContract(rows.join('\n')), routes);

  expect(await differ(list, change)).toEqual([]);
  expect(await differ(change)).toEqual(['GET /api/blocks/ is not in the contract']);
  expect(await differ(list, change.replace(', DELETE', ''))).toEqual([
    'DELETE /api/blocks/{username}/ is not in the contract',
  ]);
  expect(await differ(list.replace('/`', '/`, `GET /api/schema/`'), change)).toEqual([
    'GET /api/schema/ is no route',
  ]);
  expect(await differ(list, list, change)).toEqual(['GET /api/blocks/ is there twice']);
  const elsewhere = (to: string) => differ(list.replace('| `blocks/routes.ts` |', to), change);
  expect(await elsewhere('| `chats/routes.ts` |')).toEqual([
    'GET /api/blocks/ is not declared in chats/routes.ts',
  ]);
  expect(await elsewhere('| `blocked/routes.ts` |')).toEqual([
    'GET /api/blocks/ is not declared in blocked/routes.ts',
  ]);
  expect(await elsewhere('| `app.ts` |')).toEqual(['GET /api/blocks/ is not declared in app.ts']);
  expect(await elsewhere('|')).toEqual(['GET /api/blocks/ is not declared in no file']);
});
