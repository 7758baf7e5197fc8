import htm from 'htm';
import { expect, test } from 'vitest';

const { compileTemplates } = await import(new URL('../../esbuild.templates.mjs', import.meta.url).href);

type Call = { type: unknown; props: object | null; children: unknown[] };
const write = (type: unknown, props: object | null, ...children: unknown[]): Call => ({
  type,
  props,
  children,
});

/** What a source with templates comes to where `html` is this. */
function draw(source: string, html: unknown): unknown {
  return new Function('html', 'Part', 'name', 'props', 'items', `return ${source}`)(
    html,
    'a component',
    'Zoë',
    { id: 7, class: 'given' },
    ['one', 'two'],
  );
}

const sources = {
  'text, attributes and white space': `html\`
    <p class="one-line"   hidden title='"so"' data-x=plain>
      Hello <b>\${name}</b>,
      it is late.
    </p>
  \``,
  'texts with code in them': `html\`<i class="a \${name} b" id="\${name}-1" for=\${name} title="\${1}\${2}">\${name} and \${items}</i>\``,
  'props that are spread': `html\`<\${Part} ...\${props} class="own" title=\${(() => '}')()} ...\${{ b: "\`" }}><//>\``,
  'components and what is in them': `html\`<\${Part} of=\${name}><\${Part} /><em />text<//>\``,
  'a tag by a choice': `html\`<\${name ? 'h1' : 'h2'} class="a">\${null}<//>\``,
  'templates in templates': `html\`<ul>\${items.map((item) => html\`<li key=\${item}>\${item && html\`<b>\${\`<\${item}>\`}</b>\`}</li>\`)}</ul>\``,
  'several roots': `html\`<p>1</p><p>\${2}</p>\``,
  comments: `html\`<p><!-- \${name} -->\${/* a } and a \` */ name}</p>\``,
  'text alone': `html\`\${name} says\``,
  nothing: 'html``',
};

for (const [what, source] of Object.entries(sources)) {
  test(`compiled templates draw what htm draws of ${what}`, () => {
    const compiled = compileTemplates(source);
    expect(compiled).not.toContain('html`');
    expect(draw(compiled, write)).toEqual(draw(source, htm.bind(write)));
  });
}

test('compiled templates leave each expression on its line, where a source map looks for it', () => {
  const source = `first;
    html\`
      <p class="a"
        id=\${second}>
        \${
          third.map((it) => html\`
            <b>\${fourth}</b>
          \`)
        }
      </p>
    \`;
    fifth;`;
  const lineOf = (text: string, word: string) =>
    text.split('\n').findIndex((line: string) => line.includes(word));
  const compiled = compileTemplates(source);
  for (const word of ['first', 'second', 'third', 'fourth', 'fifth']) {
    expect(lineOf(compiled, word), word).toBe(lineOf(source, word));
  }
});

test('a template that does not end, or has a backslash, is not compiled', () => {
  expect(() => compileTemplates('html`<p>')).toThrow('does not end');
  expect(() => compileTemplates('html`<p>${name')).toThrow('does not end');
  expect(() => compileTemplates('html`<p>\\n</p>`')).toThrow('backslash');
});
