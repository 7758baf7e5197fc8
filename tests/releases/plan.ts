import { closeUnreleased, hasRelease, unreleased } from './changelog.ts';
import type { SurfaceChange } from './surface.ts';
import { allows, compareVersions, parseVersion, type Version } from './versions.ts';

interface Package {
  version: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  engines?: Record<string, string>;
}

/** What is known of the checkout when somebody asks for a release. */
export interface Checkout {
  branch: string;
  /** What git says is changed, a line each. */
  changed: string[];
  /** Of the tags. */
  released: string[];
  changelog: string;
  package: Package;
  /** What package-lock.json says of the project itself. */
  locked: Package;
  /** Since the last release; those that take something away are in both. */
  migrations: string[];
  contractions: string[];
  /** Migrations of a release that are not what they were. */
  rewritten: string[];
  surface: SurfaceChange;
}

/** Why there can be no release of that version from here, a sentence each; none: there can. */
export function problemsWith(version: string, checkout: Checkout): string[] {
  const next = parseVersion(version);
  if (!next) return [`${version || 'Nothing'} is no version; name one as 0.2.0.`];
  const last = lastOf(checkout.released);
  const { branch, changed, rewritten } = checkout;
  return [
    ...(last && compareVersions(next, last) <= 0 ? [`${version} does not follow ${last.join('.')}.`] : []),
    ...(branch === 'main' ? [] : [`The branch is ${branch}; releases are made of main.`]),
    ...(changed.length > 0 ? [`What is changed is not committed: ${changed.join(', ')}.`] : []),
    ...lockProblems(checkout),
    ...changelogProblems(version, checkout),
    ...rewritten.map((name) => `${name} was released and is another now; add a migration instead.`),
    ...(last ? surfaceProblems(last, next, checkout.surface) : []),
  ];
}

/** The CHANGELOG with what is unreleased under the version; as it is where that was done by hand. */
export function changelogOf(
  version: string,
  date: string,
  { changelog }: Pick<Checkout, 'changelog'>,
): string {
  return unreleased(changelog) === '' ? changelog : closeUnreleased(changelog, version, date);
}

/** Null: none yet. */
export function lastOf(versions: string[]): Version | null {
  const parsed = versions.map(parseVersion).filter((version) => version !== null);
  return parsed.sort(compareVersions).at(-1) ?? null;
}

function lockProblems({ package: own, locked }: Checkout): string[] {
  const facts = (it: Package) =>
    JSON.stringify([it.version, it.dependencies ?? {}, it.devDependencies ?? {}, it.engines ?? {}]);
  return facts(own) === facts(locked)
    ? []
    : ['package-lock.json does not say what package.json says; run npm install.'];
}

function changelogProblems(version: string, { changelog, contractions }: Checkout): string[] {
  const isClosed = hasRelease(changelog, version);
  const news = unreleased(changelog);
  if (!isClosed && news === '') return ['The CHANGELOG says nothing under Unreleased.'];
  if (isClosed || contractions.length === 0 || news.includes('**When upgrading**')) return [];
  return [
    `The CHANGELOG has no "**When upgrading**", and these take something away: ${contractions.join(', ')}.`,
  ];
}

function surfaceProblems(last: Version, next: Version, { breaks, adds }: SurfaceChange): string[] {
  const problem = (what: string, lines: string[]) =>
    `${next.join('.')} is too small a step from ${last.join('.')} for a surface that ${what}:\n  ${lines.join('\n  ')}`;
  if (breaks.length > 0 && !allows('breaks', last, next))
    return [problem('takes something from callers', breaks)];
  if (adds.length > 0 && !allows('adds', last, next)) return [problem('has more', adds)];
  return [];
}
