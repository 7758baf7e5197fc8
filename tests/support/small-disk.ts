import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { ServerProcess } from './server-process.ts';

/** A way to run a server so that its disk gets full, and has room again later. */
export interface SmallDisk {
  name: string;
  /** Why it can't be had here; undefined where it can. */
  missing: string | undefined;
  /** The command through which the server runs, and where its data are then. */
  prepare(folder: string): { through: string[]; dataDir: string };
  makeRoom(server: ServerProcess): void;
}

/** The real thing: a file system of three megabytes, half of them taken, in a mount namespace that this user may make. */
const fullFileSystem: SmallDisk = {
  name: 'a file system without room (ENOSPC)',
  missing: works('unshare', '-Urm', 'sh', '-c', 'mount -t tmpfs none /mnt')
    ? undefined
    : 'this system gives its users no mount namespace',
  prepare(folder) {
    const disk = path.join(folder, 'disk');
    mkdirSync(disk);
    const script = `
      mount -t tmpfs -o size=3m none "$0" && head -c 1500000 /dev/zero > "$0/ballast" || exit 1
      exec 3<&0; (read _ <&3; rm "$0/ballast") &
      exec "$@"`;
    return { through: ['unshare', '-Urm', 'sh', '-c', script, disk], dataDir: path.join(disk, 'data') };
  },
  makeRoom: ({ stdin }) => void stdin.write('\n'),
};

/** No file may grow beyond a size: SQLite is told of an I/O error (EFBIG), not of a full disk. Without any privilege. */
const limitedFiles: SmallDisk = {
  name: 'files that may not grow (EFBIG)',
  missing: works('prlimit', '--version') ? undefined : 'there is no prlimit here',
  prepare: (folder) => ({ through: ['prlimit', '--fsize=1200000:unlimited'], dataDir: folder }),
  makeRoom: ({ pid }) => void execFileSync('prlimit', ['--pid', `${pid}`, '--fsize=unlimited:unlimited']),
};

export const smallDisks = [fullFileSystem, limitedFiles];

function works(command: string, ...args: string[]): boolean {
  return spawnSync(command, args).status === 0;
}
