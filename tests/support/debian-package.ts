import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/** How long a test's hook may take that asks for a package. */
export const fetchMs = 240_000;

/**
 * Fetches a package of this Debian or Ubuntu, with those it needs and the machine lacks, and unpacks all into $1: nothing is installed, and
 * nobody need be root. apt-get works on lists and in a cache of its own here, by the sources and keys of the machine. What is half done
 * has another name. Whoever comes while another fetches waits at the lock, which the kernel frees whatever becomes of its holder.
 */
const script = `
  set -eu
  place=$1 package=$2
  [ -e "$place" ] && exit 0
  work=$place.part
  rm -rf "$work"
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/root/libraries"
  get() {
    apt-get -qq -o Dir::State="$work" -o Dir::State::status=/var/lib/dpkg/status -o Dir::Cache="$work/cache" \\
      -o APT::Sandbox::User= -o Debug::NoLocking=1 -o Acquire::Retries=2 -o Acquire::http::Timeout=20 "$@"
  }
  get update
  get install --download-only --no-install-recommends --yes "$package"
  for each in "$work"/cache/archives/*.deb; do dpkg -x "$each" "$work/root"; done
  find "$work/root" -name 'lib*.so*' ! -type d -exec cp -d {} "$work/root/libraries/" ';'
  mv "$work/root" "$place"
  rm -rf "$work"`;

/** The folder with what is in the package. Throws with `advice` where it can't be had. */
export async function fetchPackage(name: string, advice: string): Promise<string> {
  const place = path.join(cacheFolder(), name);
  if (existsSync(place)) return place;
  const failed = (reason: string) => new Error(`The tests need ${name}, and ${reason}. ${advice}`);
  if (!['/usr/bin/apt-get', '/usr/bin/dpkg', '/usr/bin/flock'].every((file) => existsSync(file)))
    throw failed('this machine has none and is no Debian or Ubuntu that it could be fetched from');
  const fetching = [`${path.dirname(place)}/lock`, '/bin/sh', '-c', script, 'sh', place, name];
  try {
    mkdirSync(path.dirname(place), { recursive: true });
    await promisify(execFile)('/usr/bin/flock', fetching, { timeout: fetchMs });
  } catch (error) {
    throw failed(`it could not be fetched: ${(error as { stderr?: string }).stderr || error}`);
  }
  return place;
}

/** Outlives the checkout, as the packages are the machine's: of one system and one kind of processor. */
export function cacheFolder(): string {
  const [, system = 'unknown'] =
    readFileSync('/etc/os-release', 'utf8').match(/^VERSION_CODENAME=(\w+)/m) ?? [];
  const cache = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
  return path.join(cache, 'holdline-tests', `${system}-${process.arch}`);
}
