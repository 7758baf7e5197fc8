import { execFile } from 'node:child_process';
import path from 'node:path';
import { runCommand } from '../../api/run-command.ts';
import { project } from './sources.ts';

export interface Managed {
  code: number;
  stdout: string;
  stderr: string;
}

/** `npm run manage -- ...` as a process of its own, which takes half a second of a processor, on the database of a server that runs meanwhile. */
export function manage(
  { settings }: { settings: Record<string, string> },
  ...args: string[]
): Promise<Managed> {
  const command = ['.build/api/manage.js', ...args];
  const env = { PATH: process.env.PATH, ...settings };
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: path.resolve(project), env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    );
  });
}

/** What that process would do and write, done in this one: for tests of what follows. */
export async function manageHere(
  { settings }: { settings: Record<string, string> },
  ...args: string[]
): Promise<Managed> {
  const { lines, problem } = await runCommand(settings, args);
  const written = (all: string[]) => all.map((line) => `${line}\n`).join('');
  const isDone = problem === undefined;
  return { code: isDone ? 0 : 1, stdout: written(lines), stderr: isDone ? '' : written([problem]) };
}

/** May send broadcasts from now on. */
export async function makeStaff(
  server: { settings: Record<string, string> },
  username: string,
): Promise<void> {
  const { code, stderr } = await manageHere(server, 'staff', username);
  if (code !== 0) throw new Error(`${username} was not made staff: ${stderr}`);
}
