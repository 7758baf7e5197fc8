import { constants, existsSync } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import path from 'node:path';
import { withinDescriptors } from '../../feed/descriptor-limit.ts';
import type { Config } from '../../process/config.ts';
import { codeOf } from '../../process/data-folder.ts';
import { megabytes } from '../progress.ts';
import { type Finding, well, wrong } from './finding.ts';

// What can be seen without asking anybody: settings, Node, descriptors, the disk.

/** Settings that are fine each for itself, and not beside each other. */
export function examineSettings(config: Config): Finding[] {
  const { databaseUrl, busUrl, secretKey, publicUrl, trustedProxies } = config;
  const found: Finding[] = [];
  if (busUrl && !databaseUrl)
    found.push(
      wrong('BUS_URL is set and DATABASE_URL is not.', 'Several nodes need PostgreSQL; else leave it out.'),
    );
  if (trustedProxies > 0 && !publicUrl)
    found.push(
      wrong(
        'TRUST_PROXY is set and PUBLIC_URL is not: links come without a host.',
        'Set PUBLIC_URL to the address that people type.',
      ),
    );
  if (trustedProxies === 0 && publicUrl?.startsWith('https:'))
    found.push(
      wrong(
        'PUBLIC_URL is https and TRUST_PROXY is off: whatever speaks TLS in front counts as one address for all.',
        'Set TRUST_PROXY to the number of proxies in front.',
      ),
    );
  if (busUrl && !secretKey)
    found.push(
      wrong(
        'Several nodes are meant to speak, and SECRET_KEY is not set: each makes a key of its own.',
        'Set the same SECRET_KEY on every node.',
      ),
    );
  return found.length > 0 ? found : [well('The settings go together.')];
}

const oldestNode = [20, 19];

export function examineNode(version = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode;
  const isOld = major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
  if (!isOld) return well(`Node ${version}.`);
  return wrong(`Node ${version} is too old.`, `Install Node ${oldestNode.join('.')} or later.`);
}

/** Of the polls that may be held. */
const enough = 0.9;

/** Each held poll keeps a descriptor. The server holds what it can, so a few less than it may hold are nothing to put right. */
export function examineDescriptors({ maxHeld }: Config, within = withinDescriptors): Finding {
  const held = within(maxHeld);
  if (held >= maxHeld * enough)
    return well(`There are descriptors for ${held} held polls; MAX_HELD is ${maxHeld}.`);
  return wrong(
    `There are descriptors for ${held} held polls, and MAX_HELD is ${maxHeld}.`,
    `Allow more open files (ulimit -n, LimitNOFILE), or set MAX_HELD to ${held}.`,
  );
}

const leastFreeBytes = 1024 ** 3;

/** By the number that Linux gives them (statfs(2)). On these the locks or the log of writes of SQLite do not hold, or nothing stays. */
const unfit: Record<number, string> = {
  26985: 'NFS',
  20859: 'SMB',
  4283649346: 'SMB',
  4266872130: 'SMB',
  16914839: '9p',
  16914836: 'memory (tmpfs)',
  2240043254: 'memory (ramfs)',
};

/** What Linux says of the file system of a folder. */
type Look = (folder: string) => Promise<{ bavail: number; bsize: number; type: number }>;

/** Where DATA_DIR is, or will be made. */
export async function examineDisk({ dataDir }: Config, look: Look = statfs): Promise<Finding[]> {
  let folder = path.resolve(dataDir);
  while (!existsSync(folder) && path.dirname(folder) !== folder) folder = path.dirname(folder);
  try {
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const remedy = 'Let it belong to the user that runs the server.';
    return [wrong(`${folder} cannot be written (${codeOf(error)}).`, remedy)];
  }
  const { bavail, bsize, type } = await look(folder);
  const free = bavail * bsize;
  const space =
    free < leastFreeBytes
      ? wrong(`${folder} has ${megabytes(free)} left.`, 'Make room: a full disk stops all writes.')
      : well(`${folder} can be written and has ${megabytes(free)} left.`);
  const kind = unfit[type];
  if (!kind) return [space];
  return [space, wrong(`${folder} is on ${kind}.`, 'Put DATA_DIR on a disk of this machine.')];
}
