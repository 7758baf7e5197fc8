/** What stands under `## Unreleased`, without its heading. */
export function unreleased(changelog: string): string {
  return sectionOf(changelog, 'Unreleased') ?? '';
}

export function hasRelease(changelog: string, version: string): boolean {
  return sectionOf(changelog, version) !== null;
}

/** What is unreleased becomes that version's, of that day, beside what is said of it already, and nothing is unreleased. */
export function closeUnreleased(changelog: string, version: string, date: string): string {
  const isHeading = (line: string) => line.split(' ', 2).join(' ') === `## ${version}`;
  const lines = changelog.split('\n');
  const prepared = lines.findIndex(isHeading);
  // With the empty lines around it: what stands above and below becomes one list.
  const others = prepared < 0 ? lines : lines.toSpliced(prepared - 1, 3);
  return others.join('\n').replace(/^## Unreleased$/m, `## Unreleased\n\n## ${version} (${date})`);
}

/** Null when it has no such heading. */
function sectionOf(changelog: string, title: string): string | null {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => text.split(/[ \n]/, 1)[0] === title);
  return section?.slice(section.indexOf('\n')).trim() ?? null;
}
