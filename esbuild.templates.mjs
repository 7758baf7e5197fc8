// Reads the page's templates when it is built, so that no browser has to: its scripts come without htm's reader, without closing
// tags and white space, and a view is drawn by plain calls. The sources, the editor and the unit tests know htm alone.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import htm from 'htm';

const imported = "import { html } from 'htm/preact';";

/** For esbuild: `html` is Preact's `h` in whatever is built with it. */
export const compiledTemplates = {
  name: 'compiled-templates',
  setup(build) {
    build.onLoad({ filter: /\/web\/.*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!source.includes(imported)) return;
      const code = compileTemplates(source).replace(imported, "import { h as html } from 'preact';");
      return { contents: code + lineMap(source, basename(path)), loader: 'ts' };
    });
  },
};

/**
 * Puts calls `html(type, props, ...children)` in the place of the templates that are tagged `html`, each expression on its own line as
 * before. Throws where a template does not end. Backslashes,
 * and regular expressions with a quote or a brace, have no place within one.
 */
export function compileTemplates(source) {
  let compiled = '';
  let at = 0;
  for (;;) {
    const start = source.indexOf('html`', at);
    if (start < 0) return compiled + source.slice(at);
    const template = readTemplate(source, start + 'html`'.length);
    compiled += source.slice(at, start) + toCalls(template);
    at = template.end;
  }
}

/** What stands between this place and the closing backtick: texts, and the code between them. `end` is behind it. */
function readTemplate(source, start) {
  const template = { texts: [], codes: [], end: start };
  let from = start;
  for (let at = start; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === '`') {
      template.texts.push(source.slice(from, at));
      return { ...template, end: at + 1 };
    } else if (source.startsWith('${', at)) {
      template.texts.push(source.slice(from, at));
      const end = endOfCode(source, at + 2);
      template.codes.push(source.slice(at + 2, end));
      at = end;
      from = end + 1;
    }
  }
  throw new Error(`A template does not end: ${source.slice(start, start + 60)}`);
}

/** Where the brace is that closes what was opened before this place. */
function endOfCode(source, start) {
  let depth = 0;
  for (let at = start; at < source.length; at++) {
    const sign = source[at];
    if (sign === '}' && depth === 0) return at;
    if (sign === '{') depth++;
    else if (sign === '}') depth--;
    else if (sign === '`') at = readTemplate(source, at + 1).end - 1;
    else if (sign === '"' || sign === "'") at = endOfString(source, at);
    else if (source.startsWith('//', at)) at = source.indexOf('\n', at);
    else if (source.startsWith('/*', at)) at = source.indexOf('*/', at) + 1;
    if (at < start) break;
  }
  throw new Error(`An expression does not end: ${source.slice(start, start + 60)}`);
}

function endOfString(source, start) {
  let at = start + 1;
  while (at < source.length && source[at] !== source[start]) at += source[at] === '\\' ? 2 : 1;
  return at;
}

/** Stands for the code of this number until the calls are made: htm puts it together with the texts around it. */
const markOf = (number) => `\uE000${number}\uE001`;
const mark = /\uE000(\d+)\uE001/;

/** A finished piece of code; `spread` is how htm meets it as `...${props}`. */
class Code {
  constructor(code) {
    Object.defineProperty(this, 'code', { value: code });
  }
  toString() {
    return this.code;
  }
}

/** Has htm read it as it would in a browser, with a tag that writes its call down instead of making it. */
function toCalls({ texts, codes }) {
  if (texts.some((text) => text.includes('\\'))) throw new Error(`A template has a backslash: ${texts[0]}`);
  const write = htm.bind((type, props, ...children) => {
    const given = props ? `{${Object.entries(props).map(propCode)}}` : 'null';
    return new Code(`html(${[valueCode(type), given, ...children.map(valueCode)]})`);
  });
  const marks = codes.map((_, number) => Object.assign(new Code(markOf(number)), { [markOf(number)]: true }));
  const root = write([...texts], ...marks);
  const code = Array.isArray(root) ? `[${root.map(valueCode)}]` : valueCode(root);
  return putCodes(code, { texts, codes });
}

function propCode([name, value]) {
  return mark.test(name) ? `...${name}` : `${JSON.stringify(name)}:${valueCode(value)}`;
}

/** Text with code in it is a sum that begins with a text, as htm makes it. */
function valueCode(value) {
  if (typeof value !== 'string') return String(value);
  const pieces = value.split(mark);
  const terms = pieces.map((piece, i) => (i % 2 ? markOf(piece) : JSON.stringify(piece)));
  return terms.filter((term, i) => i === 0 || term !== '""').join('+');
}

/** Puts the code where its marks are, with as many line breaks before it as there were in the template. */
function putCodes(calls, { texts, codes }) {
  let line = 0;
  let written = 0;
  const breaksUpTo = (wanted) => {
    const breaks = '\n'.repeat(Math.max(0, wanted - written));
    written = Math.max(written, wanted);
    return breaks;
  };
  const firstLines = codes.map((code, i) => {
    const first = line + linesOf(texts[i]);
    line = first + linesOf(code);
    return first;
  });
  const last = line + linesOf(texts.at(-1));
  const put = calls.replace(new RegExp(mark, 'g'), (_, number) => {
    const before = breaksUpTo(firstLines[number]);
    written += linesOf(codes[number]);
    return `${before}(${compileTemplates(codes[number])})`;
  });
  return put + breaksUpTo(last);
}

function linesOf(text) {
  return text.split('\n').length - 1;
}

/** Each line is what it was, and who looks for a fault sees the source itself. */
function lineMap(source, name) {
  const mappings = `AAAA${';AACA'.repeat(linesOf(source))}`;
  const map = { version: 3, sources: [name], sourcesContent: [source], names: [], mappings };
  const encoded = Buffer.from(JSON.stringify(map)).toString('base64');
  return `\n//# sourceMappingURL=data:application/json;base64,${encoded}`;
}
