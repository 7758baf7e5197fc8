import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { breakpoints } from '../../web/kit/breakpoints.ts';
import { readSources, type Source } from '../support/sources.ts';

/** One for each page: that of the chat, and that of the API's documents. */
const mains = ['web/app/style.css', 'web/docs/docs.css'];
const sheets = readSources('web').filter(({ path }) => path.endsWith('.css'));

/** What a page imports, and into which layer. */
function importsOf(main: string): [path: string, layer: string][] {
  const text = sheets.find(({ path }) => path === main)?.text ?? '';
  const imports = [...text.matchAll(/^@import "(.+)" layer\((\w+)\);$/gm)];
  return imports.map(([, file = '', layer = '']) => [posix.join(posix.dirname(main), file), layer]);
}

/** Which layer each style sheet is put in. */
const layers = new Map(mains.flatMap(importsOf));

test('every style sheet is imported, once by a page, into the layer of the folder where it lies', () => {
  const parts = sheets.map(({ path }) => path).filter((path) => !mains.includes(path));
  expect([...layers.keys()].sort()).toEqual(parts.sort());
  for (const main of mains) {
    const paths = importsOf(main).map(([path]) => path);
    expect(paths.length).toBeGreaterThan(5);
    expect(new Set(paths).size).toBe(paths.length);
    for (const [path, layer] of importsOf(main)) {
      if (layer !== 'ground') expect(path).toMatch(new RegExp(`^web/${layer}/`));
    }
  }
});

const widthsIn = (text: string) =>
  [...text.matchAll(/@media[^{]*/g)].flatMap(([query]) => query.match(/[\d.]+[a-z]+/g) ?? []);

test('the page changes its shape at the breakpoints and nowhere else', () => {
  const known: readonly string[] = Object.values(breakpoints);
  const used = sheets.flatMap(({ path, text }) => widthsIn(text).map((width) => `${path}: ${width}`));
  expect(used.length).toBeGreaterThan(4);
  expect(used.filter((use) => !known.some((width) => use.endsWith(` ${width}`)))).toEqual([]);
  expect(widthsIn('@media (width < 59.99rem) {')).toEqual(['59.99rem']);
});

/** Where a side is named that stays where it is, or the order of four goes round by sides. */
function sidesIn({ path, text }: Source): string[] {
  const named = /(?<![\w-])(left|right):|-(left|right)(?=[-:])|(text-align|float): (left|right)/;
  const four = /(margin|padding|inset|border-(width|color)): \S+ (?<right>\S+) \S+ (?!\k<right>;)\S+;/;
  const corners = /border-radius: \S+ \S+ \S+ \S+;/;
  const bare = (line: string) => line.replace(/\((?:[^()]|\([^()]*\))*\)/g, '');
  return text
    .split('\n')
    .filter((line) => [named, four, corners].some((pattern) => pattern.test(bare(line))))
    .map((line) => `${path}: ${line.trim()}`);
}

test('no style names a side: in Arabic the text begins at the other one', () => {
  expect(sheets.filter(({ path }) => !path.startsWith('web/docs/')).flatMap(sidesIn)).toEqual([
    // Names of any script, in both.
    'web/kit/basics.css: text-align: left;',
    'web/kit/basics.css: text-align: right;',
    // Where it is has been measured.
    'web/kit/menus/menu.css: inset: var(--menu-top, 0) auto auto var(--menu-left, 0);',
  ]);
  const sides = [
    'margin-left: 1px;',
    '  right: 0;',
    'float: left;',
    'padding: 0 1px 2px 3px;',
    'border-radius: 1px 1px 0 1px;',
  ];
  for (const text of sides) expect(sidesIn({ path: 'a.css', text }), text).toHaveLength(1);
  for (const text of [
    'margin-inline: 0 1px;',
    'padding: 0 1px 2px;',
    'inset: auto 0 0;',
    'justify-content: start;',
  ])
    expect(sidesIn({ path: 'a.css', text }), text).toEqual([]);
});

interface Rule {
  file: string;
  selector: string;
  /** The classes that the selector ends with: those of what is styled, and not of where it stands. */
  subject: string[];
  weight: string;
  properties: string[];
}

function rulesOf({ path, text }: Source): Rule[] {
  const bare = text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/@keyframes[^{]*\{(?:[^{}]*\{[^}]*\})*\s*\}/g, '');
  return [...bare.matchAll(/([^{};]+)\{([^{}]*)\}/g)].flatMap(([, selectors = '', body = '']) =>
    selectors.split(/,(?![^(]*\))/).map((raw) => {
      const selector = raw.trim();
      const properties = [...body.matchAll(/(?:^|;)\s*([\w-]+)\s*:/g)].map(([, name = '']) => name);
      return { file: path, selector, subject: subjectOf(selector), weight: weightOf(selector), properties };
    }),
  );
}

function subjectOf(selector: string): string[] {
  const last =
    selector
      .replace(/\((?:[^()]|\([^()]*\))*\)/g, '')
      .split(/[\s>+~]+/)
      .at(-1) ?? '';
  return last.match(/\.[\w-]+/g) ?? [];
}

/** How many classes, attributes and pseudo-classes, and how many elements: enough of the cascade for what we write. */
function weightOf(selector: string): string {
  const plain = selector.replace(/:(not|is|has|where)\(/g, '(').replace(/::[\w-]+/g, '');
  const classes = plain.match(/\.[\w-]+|\[[^\]]+\]|:[\w-]+/g)?.length ?? 0;
  return `${classes}, ${plain.match(/(?<![\w.:[="-])[a-z][\w-]*/g)?.length ?? 0}`;
}

/** Where elements are written down. */
const templates = readSources('web', 'api').filter(({ path }) => /^(web|api\/docs)\//.test(path));

/** Classes that stand on one element somewhere, by what the templates say. */
function readTogether(): Map<string, Set<string>> {
  const together = new Map<string, Set<string>>();
  for (const { text } of templates.filter(({ path }) => path.endsWith('.ts'))) {
    for (const [said] of text.matchAll(/class="[^"]*"|class=\$\{[^}]*\}|classes = \[[^\]]*\]/g)) {
      const names = said.match(/(?<![\w.$-])[a-z][\w-]*(?![\w.(-])/g)?.map((name) => `.${name}`) ?? [];
      for (const name of names) together.set(name, new Set([...(together.get(name) ?? []), ...names]));
    }
  }
  return together;
}

const together = readTogether();
const meet = (one: string, other: string) => one === other || together.get(one)?.has(other);

/** The same, or one sets the other along with more: `border` and `border-color`, but not the radius. */
const touch = (one: string, other: string) =>
  one === other ||
  (/radius$/.test(one) === /radius$/.test(other) &&
    (one.startsWith(`${other}-`) || other.startsWith(`${one}-`)));

/** Rules of two files that may style the same thing and weigh the same, so that the order of the files would decide. */
function rivals(rules: Rule[]): string[] {
  return rules.flatMap((one, index) =>
    rules
      .slice(index + 1)
      .filter(
        (other) =>
          one.file !== other.file &&
          layers.get(one.file) === layers.get(other.file) &&
          one.weight === other.weight &&
          one.subject.some((part) => other.subject.some((its) => meet(part, its))) &&
          one.properties.some((name) => other.properties.some((its) => touch(name, its))),
      )
      .map((other) => `${one.file} and ${other.file}: ${one.selector} and ${other.selector}`),
  );
}

test('the order of the style sheets decides nothing', () => {
  expect(rivals(sheets.flatMap(rulesOf))).toEqual([]);
  const [talk, whisper] = [...layers.keys()].filter((path) => path.includes('/features/'));
  const css = (path: string | undefined, text: string) => rulesOf({ path: path ?? '', text });
  const own = css(talk, '.own .bubble { color: red; }');
  expect(rivals([...own, ...css(whisper, '.whisper .bubble, p { color: blue; }')])).toHaveLength(1);
  expect(rivals([...own, ...css(whisper, '.whisper:not(.gone) .bubble { color: blue; }')])).toEqual([]);
});
