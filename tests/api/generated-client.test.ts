import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import openapiTS, { type OpenAPI3 } from 'openapi-typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anonymous } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { project } from '../support/sources.ts';

const program = path.join(project, 'tests/support/generated-client/talk.ts');
let server: TestServer;
let folder: string;

beforeAll(async () => {
  server = await startTestServer();
  folder = await mkdtemp(path.join(tmpdir(), 'holdline-client-'));
});

afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a client made from the schema by openapi-typescript and openapi-fetch compiles', async () => {
  const { body: schema } = await anonymous(server).get<OpenAPI3>('/api/schema/');
  await symlink(path.join(project, 'node_modules'), path.join(folder, 'node_modules'));
  await cp(program, path.join(folder, 'talk.ts'));
  await writeFile(path.join(folder, 'schema.d.ts'), await openapiTS(schema));
  expect(await complaintsOfCompiler()).toBe('');
});

test('that client walks the talk of the README', async () => {
  const { talk } = await import(program);
  const heard: { message: string; user: { username: string } }[] = await talk(server.url);
  expect(heard.map(({ user, message }) => `${user.username}: ${message}`)).toEqual([
    'alice: Shall we meet at six?',
    'bob: Great, I would love to!',
  ]);
});

test('the schema is open to all, and is not sent twice to who holds it already', async () => {
  const first = await anonymous(server).get('/api/schema/');
  const again = await anonymous(server).get('/api/schema/', {
    headers: { 'If-None-Match': first.headers.get('etag') ?? 'none' },
  });
  expect([first.status, again.status, again.text]).toEqual([200, 304, '']);
});

async function complaintsOfCompiler(): Promise<string> {
  const compilerOptions = {
    target: 'es2024',
    module: 'esnext',
    moduleResolution: 'bundler',
    lib: ['es2023', 'dom'],
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    types: [],
  };
  await writeFile(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, files: ['talk.ts', 'schema.d.ts'] }),
  );
  const compiler = path.join(project, 'node_modules/.bin/tsc');
  const printed = await promisify(execFile)(compiler, ['-p', folder]).catch(({ stdout }) => ({ stdout }));
  return printed.stdout;
}
