import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { project, readSources, type Source } from '../support/sources.ts';

const maxLines = 250;
const folders = ['api', 'web', 'seeds', 'tests'];
/** Made by the tools and never committed. */
const madeFolders = ['node_modules', 'data', 'coverage'];

// A name that says nothing attracts whatever has no place yet.
const emptyWords = /(^|[-_.])(utils?|helpers?|common|managers?|base|misc)($|[-_.])/;
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)+$/;
/** timestamp_verb_object: knex sorts and remembers migrations by their names. */
const migration = /^api\/db\/migrations\/\d{14}_[a-z0-9_]+\.ts$/;
/** Written so, it is what a folder's page shows. */
const readme = 'README.md';

function tooLong(sources: Source[]): string[] {
  return sources
    .map(({ path, text }) => ({ path, lines: text.replace(/\n$/, '').split('\n').length }))
    .filter(({ lines }) => lines > maxLines)
    .map(({ path, lines }) => `${path} has ${lines} lines`);
}

function badlyNamed(paths: string[]): string[] {
  return paths.filter((path) => {
    const names = path.split('/');
    const file = names.at(-1) ?? '';
    return (
      names.some((name) => emptyWords.test(name)) ||
      !(file === readme || kebabCase.test(file) || migration.test(path))
    );
  });
}

const sources = readSources(...folders);

test(`no file is longer than ${maxLines} lines`, () => {
  expect(tooLong(sources)).toEqual([]);
  const lines = (count: number) => `${'x\n'.repeat(count)}`;
  expect(tooLong([{ path: 'api/a.ts', text: lines(maxLines) }])).toEqual([]);
  expect(tooLong([{ path: 'api/a.ts', text: lines(maxLines + 1) }])).toEqual(['api/a.ts has 251 lines']);
});

test('files have kebab-case names that say something', () => {
  expect(badlyNamed(sources.map(({ path }) => path))).toEqual([]);
  const bad = [
    'api/utils/text.ts',
    'web/date-helpers.ts',
    'api/common.ts',
    'api/sendMessage.ts',
    'api/db/base.ts',
    'api/Contract.md',
  ];
  expect(badlyNamed(bad)).toEqual(bad);
  const good = [
    'tests/support/database.ts',
    'api/db/migrations/20261121000001_create_accounts.ts',
    'web/app/style.css',
    'api/README.md',
  ];
  expect(badlyNamed(good)).toEqual([]);
});

/** A hook that runs once the page has been painted, with a call in it that moves the focus. */
const lateFocus = /useEffect\(\(\) => (?:(?!\n {2}\}, \[|\]\);)[\s\S])*?\.(?:focus|showModal|select)\(/;

test('what takes the focus takes it before the page is painted: the next key may come before the next frame', () => {
  const late = sources.filter(({ path, text }) => path.startsWith('web/') && lateFocus.test(text));
  expect(late.map(({ path }) => path)).toEqual([]);
  expect('useEffect(() => field.current?.focus(), []);').toMatch(lateFocus);
  expect('useEffect(() => {\n    if (to) field.current?.focus();\n  }, [to]);').toMatch(lateFocus);
  expect('useEffect(() => look(), []);\n  const close = () => button.current?.focus();').not.toMatch(
    lateFocus,
  );
});

test('the top level holds no other folders than api, web, seeds and tests', () => {
  const entries = readdirSync(project, { withFileTypes: true });
  const found = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
  const names = found.map((entry) => entry.name).filter((name) => !madeFolders.includes(name));
  expect(names.sort()).toEqual([...folders].sort());
});
