import { readdirSync } from 'node:fs';

/** Has a folder for each release of which something is kept. */
export const releasesFolder = import.meta.dirname;

/** The names of the folders, oldest first. */
export function keptReleases(): string[] {
  const folders = readdirSync(releasesFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = folders.map(({ name }) => name);
  return names.sort((one, other) => orderOf(one).localeCompare(orderOf(other), 'en', { numeric: true }));
}

/** What was before the first release is older than all of them. */
function orderOf(release: string): string {
  return release.startsWith('before-') ? '' : release;
}
