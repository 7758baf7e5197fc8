import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { declaredDocument } from '../support/declared-routes.ts';
import { startPostgres } from '../support/postgres.ts';
import { project } from '../support/sources.ts';
import { git, read, readCheckout } from './checkout.ts';
import { releasesFolder } from './folders.ts';
import { keepDatabase } from './keep-database.ts';
import { hashMigrations } from './migrations.ts';
import { changelogOf, problemsWith } from './plan.ts';
import { surfaceOf } from './surface.ts';

/** `npm run release -- 0.2.0`: checks that it can be released, and makes the commit and the tag. Pushes nothing. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'dry-run': { type: 'boolean' }, 'without-check': { type: 'boolean' } },
});
const [version = ''] = positionals;
const checkout = await readCheckout();
const problems = problemsWith(version, checkout);
const { adds, breaks } = checkout.surface;
const list = (title: string, lines: string[]) =>
  console.log([`${title}: ${lines.length || 'none'}`, ...lines].join('\n  '));
list('Migrations since the last release', checkout.migrations);
list('New to callers', adds);
list('Gone, or newly needed', breaks);
if (problems.length > 0) {
  console.error(['', ...problems].join('\n'));
  process.exitCode = 1;
} else if (values['dry-run']) {
  console.log(
    `\nCan be released. Would run npm run check, keep the databases of ${version} in tests/releases,`,
  );
  console.log(
    'write the version and the heading of the CHANGELOG, commit that and tag it. Nothing was changed.',
  );
} else await release();

async function release(): Promise<void> {
  if (!values['without-check']) npm('run', 'check');
  npm('run', '--silent', 'build');
  await keep(path.join(releasesFolder, version));
  if (checkout.package.version !== version) npm('version', '--no-git-tag-version', version);
  const today = new Date().toISOString().slice(0, 10);
  writeFileSync(
    path.join(project, 'CHANGELOG.md'),
    changelogOf(version, today, { changelog: read('CHANGELOG.md') }),
  );
  git('add', '--all');
  git('commit', '--message', `release: ${version}.`);
  git('tag', '--annotate', `v${version}`, '--message', `Holdline ${version}`);
  console.log(`\nv${version} is made. To let others have it: git push origin main v${version}`);
}

/** All that later releases are held to: databases, hashes of migrations, the surface. */
async function keep(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const postgres = await startPostgres();
  process.env.HOLDLINE_TEST_POSTGRES = postgres.url;
  for (const kind of ['sqlite', 'postgres'] as const) await keepDatabase(path.join(folder, kind), kind);
  await postgres.stop();
  const hashes = JSON.stringify(hashMigrations(), null, 2);
  writeFileSync(path.join(folder, 'migrations.json'), `${hashes}\n`);
  const surface = surfaceOf(await declaredDocument());
  writeFileSync(path.join(folder, 'surface.txt.gz'), gzipSync(`${surface.join('\n')}\n`, { level: 9 }));
}

function npm(...args: string[]): void {
  execFileSync('npm', args, { cwd: project, stdio: 'inherit' });
}
