/** Major, minor and patch of a release (semver.org); we make none with further parts. */
export type Version = readonly [number, number, number];

/** Null for what is no version. */
export function parseVersion(text: string): Version | null {
  const parts = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.exec(text);
  return parts && [Number(parts[1]), Number(parts[2]), Number(parts[3])];
}

/** Below zero when `one` comes first. */
export function compareVersions(one: Version, other: Version): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}

/**
 * Whether the step may take from callers what they had (`breaks`), or give them what is new. Before 1.0 the minor number says the
 * former, as everybody reads it.
 */
export function allows(step: 'breaks' | 'adds', last: Version, next: Version): boolean {
  const [major, minor] = [next[0] > last[0], next[0] === last[0] && next[1] > last[1]];
  if (step === 'adds') return major || minor || next[0] === 0;
  return major || (next[0] === 0 && minor);
}
