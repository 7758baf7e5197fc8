import { execFile } from 'node:child_process';
import path from 'node:path';
import { project } from './sources.ts';

export interface Managed {
  code: number;
  stdout: string;
  stderr: string;
}

/** `npm run manage -- ...` as a process of its own, on the database of a server that runs meanwhile. */
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

/** May send broadcasts from now on. */
export async function makeStaff(
  server: { settings: Record<string, string> },
  username: string,
): Promise<void> {
  const { code, stderr } = await manage(server, 'staff', username);
  if (code !== 0) throw new Error(`${username} was not made staff: ${stderr}`);
}
