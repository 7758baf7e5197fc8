import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { fetchPackage } from './debian-package.ts';

/** A server of somebody else that tests start. */
export interface Program {
  file: string;
  /** Where it finds its shared libraries, if they are not those of the machine. */
  env: { LD_LIBRARY_PATH?: string };
}

/** What the tests may need, and the package of Debian and Ubuntu that has it. */
const packages = {
  'nats-server': 'nats-server',
  'redis-server': 'redis-server',
  pgbouncer: 'pgbouncer',
  nginx: 'nginx',
  promtool: 'prometheus',
};

export type ProgramName = keyof typeof packages;

/** Not on the PATH of everybody, and servers are there. */
const moreFolders = ['/usr/local/sbin', '/usr/sbin'];

/**
 * The program that HOLDLINE_TEST_NATS_SERVER (_REDIS_SERVER, _PGBOUNCER, _NGINX, _PROMTOOL) names, else the machine's own, else, on Debian and Ubuntu, out of
 * a package that is fetched once and not installed. Throws with what to do where there is none of them. The first time takes as long as the
 * network does: ask for it in a hook with `fetchMs`.
 */
export async function findProgram(name: ProgramName): Promise<Program> {
  const setting = `HOLDLINE_TEST_${name.replace('-', '_').toUpperCase()}`;
  const named = process.env[setting];
  if (named) return { file: named, env: {} };
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), ...moreFolders];
  const own = folders.map((folder) => path.join(folder, name)).find(isProgram);
  if (own) return { file: own, env: {} };
  const root = await fetchPackage(packages[name], `Install it, or set ${setting} to its path.`);
  const file = ['usr/bin', 'usr/sbin'].map((folder) => path.join(root, folder, name)).find(isProgram);
  if (!file) throw new Error(`The package ${packages[name]} has no program ${name} in it (${root}).`);
  return { file, env: { LD_LIBRARY_PATH: path.join(root, 'libraries') } };
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
