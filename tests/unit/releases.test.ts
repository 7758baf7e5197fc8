import { expect, test } from 'vitest';
import { keptReleases } from '../releases/folders.ts';
import { contracting, hashMigrations, readHashes } from '../releases/migrations.ts';
import { type Checkout, changelogOf, problemsWith } from '../releases/plan.ts';
import { compareSurfaces, surfaceOf } from '../releases/surface.ts';

const changelog =
  '# Changelog\n\n## Unreleased\n\n- Something new.\n\n## 0.1.0 (2026-11-30)\n\n- All of it.\n';
const facts = { version: '0.1.0', dependencies: { koa: '3.3.0' } };
const good: Checkout = {
  branch: 'main',
  changed: [],
  released: ['0.1.0', '0.1.10', '0.1.9'],
  changelog,
  package: facts,
  locked: facts,
  migrations: [],
  contractions: [],
  rewritten: [],
  surface: { breaks: [], adds: ['GET /api/new/'] },
};

test.each(keptReleases())('each migration of %s is what it was when it was released', (release) => {
  expect(hashMigrations()).toMatchObject(readHashes(release));
});

test.each(['0.1.11', '0.2.0', '1.0.0'])('%s may follow 0.1.10', (version) => {
  expect(problemsWith(version, good)).toEqual([]);
});

const taken = { breaks: ['gone: GET /api/old/'], adds: [] };

test.each<[string, string, Partial<Checkout>]>([
  ['is no version', 'v0.2.0', {}],
  ['is no version', '0.2', {}],
  ['does not follow 0.1.10', '0.1.9', {}],
  ['does not follow 0.1.10', '0.1.10', {}],
  ['The branch is', '0.2.0', { branch: 'upgrades' }],
  ['not committed', '0.2.0', { changed: [' M api/main.ts'] }],
  ['package-lock.json', '0.2.0', { locked: { ...facts, dependencies: {} } }],
  ['says nothing under Unreleased', '0.2.0', { changelog: changelog.replace('- Something new.', '') }],
  ['**When upgrading**', '0.2.0', { contractions: ['20270101000001_drop_it.ts'] }],
  ['add a migration instead', '0.2.0', { rewritten: ['20261121000001_create_accounts.ts'] }],
  ['takes something from callers', '0.1.11', { surface: taken }],
  ['takes something from callers', '1.3.0', { released: ['1.2.0'], surface: taken }],
  ['has more', '1.2.1', { released: ['1.2.0'] }],
])('a release is refused that %s (%s)', (words, version, differing) => {
  const problems = problemsWith(version, { ...good, ...differing });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(words);
});

test('what callers lose is a minor step before 1.0, and a major one after', () => {
  expect(problemsWith('0.2.0', { ...good, surface: taken })).toEqual([]);
  expect(problemsWith('2.0.0', { ...good, released: ['1.9.0'], surface: taken })).toEqual([]);
});

test('what is unreleased becomes the version of its day', () => {
  expect(changelogOf('0.2.0', '2027-01-02', { changelog })).toContain(
    '## Unreleased\n\n## 0.2.0 (2027-01-02)\n\n- Something new.\n\n## 0.1.0',
  );
});

test('a version that was prepared by hand gets what was added since', () => {
  expect(problemsWith('0.1.0', { ...good, released: [] })).toEqual([]);
  expect(changelogOf('0.1.0', '2026-12-01', { changelog })).toBe(
    '# Changelog\n\n## Unreleased\n\n## 0.1.0 (2026-12-01)\n\n- Something new.\n- All of it.\n',
  );
});

test('a migration that drops something is known for it, and one that adds is not', () => {
  const dropping = ['20261124000018_number_the_log.ts', '20261124000014_hash_invite_codes.ts'];
  expect(contracting([...dropping, '20261129000020_count_members.ts'])).toEqual(dropping);
});

const field = (name: string, required: string[] = []) => ({
  content: { 'application/json': { schema: { properties: { [name]: {} }, required } } },
});

const described = (body: object, answer: object) =>
  surfaceOf({ paths: { '/api/x/': { post: { requestBody: body, responses: { 200: answer } } } } });

test('a field that is gone, or that must be sent from now on, is taken from callers', () => {
  const before = described(field('text'), field('id'));
  expect(compareSurfaces(before, described(field('text'), field('uri')))).toEqual({
    breaks: ['gone: POST /api/x/ 200 id'],
    adds: ['POST /api/x/ 200 uri'],
  });
  expect(compareSurfaces(before, described(field('text', ['text']), field('id')))).toEqual({
    breaks: ['needs POST /api/x/ body text'],
    adds: [],
  });
  expect(compareSurfaces([], before).breaks).toEqual([]);
});
