import { type Inline, parseInline } from './parse-inline.ts';

export type Block =
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'code'; language: string; text: string }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'list'; isNumbered: boolean; items: ListItem[] };

export interface ListItem {
  /** As it was typed: who writes 3. after 1. means it. Null with a bullet. */
  number: number | null;
  blocks: Block[];
}

/** Quotes and lists within each other; more stay as typed, so that no text makes more work than it is long. */
const maxDepth = 6;

interface Found {
  block: Block;
  /** The first line behind it. */
  next: number;
}

/**
 * Reads a text as people write them to each other: fences of code, quotes, lists, and paragraphs. Never throws, and drops
 * nothing but the marks of what it found. `names` is a pattern of those who are mentioned.
 */
export function parseBlocks(text: string, names: string | null, depth = 0): Block[] {
  const lines = text.split('\n');
  const closing = closingFences(lines);
  const read = (inner: string) => parseBlocks(inner, names, depth + 1);
  const blocks: Block[] = [];
  let plain: string[] = [];
  const endParagraph = () => {
    const paragraph = plain.join('\n').replace(/^\s*\n/, '');
    if (paragraph.trim())
      blocks.push({ kind: 'paragraph', children: parseInline(paragraph.trimEnd(), names) });
    plain = [];
  };
  for (let at = 0; at < lines.length; ) {
    const found =
      fenceAt(lines, at, closing) ??
      (depth < maxDepth ? (quoteAt(lines, at, read) ?? listAt(lines, at, read)) : null);
    if (found) {
      endParagraph();
      blocks.push(found.block);
    } else plain.push(lines[at] ?? '');
    at = found?.next ?? at + 1;
  }
  endParagraph();
  return blocks;
}

const fence = '```';

/** For each line the next one behind it that ends with a fence. */
function closingFences(lines: readonly string[]): (number | null)[] {
  const closing: (number | null)[] = [];
  let next: number | null = null;
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    closing[at] = next;
    if (lines[at]?.trimEnd().endsWith(fence)) next = at;
  }
  return closing;
}

/** From a line that begins with a fence to one that ends with one; what stands beside them is code too, or one word: the language. */
function fenceAt(lines: readonly string[], at: number, closing: readonly (number | null)[]): Found | null {
  const first = lines[at]?.trim() ?? '';
  const end = closing[at] ?? null;
  if (!first.startsWith(fence) || end === null) return null;
  const beside = first.slice(fence.length);
  if (beside.includes('`')) return null;
  const last = (lines[end] ?? '').trimEnd().slice(0, -fence.length);
  const isLanguage = /^[\w+#.-]*$/.test(beside);
  const code = [...(isLanguage ? [] : [beside]), ...lines.slice(at + 1, end), ...(last.trim() ? [last] : [])];
  const text = code.join('\n');
  if (!text.trim()) return null;
  return { block: { kind: 'code', language: isLanguage ? beside : '', text }, next: end + 1 };
}

/** A line's > with a space behind it, or behind the last of several: >.< and >5 are no quotes. */
const quoteMark = /^ {0,3}>(?:(?=>{1,5}(?: |$))| |$)/;

function quoteAt(lines: readonly string[], at: number, read: (inner: string) => Block[]): Found | null {
  if (!(lines[at] ?? '').replace(quoteMark, '').trim()) return null;
  const inner: string[] = [];
  let next = at;
  for (; quoteMark.test(lines[next] ?? ''); next += 1) inner.push((lines[next] ?? '').replace(quoteMark, ''));
  if (next === at) return null;
  return { block: { kind: 'quote', blocks: read(inner.join('\n')) }, next };
}

/** What says something beside marks, behind a bullet or a number: a rule of dashes is no list. */
const itemMark = /^ *(?:[-*]|(\d{1,3})\.) +(?=.*[^\s*_~`>-])/;

function listAt(lines: readonly string[], at: number, read: (inner: string) => Block[]): Found | null {
  const isNumbered = itemMark.exec(lines[at] ?? '')?.[1] !== undefined;
  const items: ListItem[] = [];
  let next = at;
  for (;;) {
    const mark = itemMark.exec(lines[next] ?? '');
    if (!mark || (mark[1] !== undefined) !== isNumbered) break;
    const inner = [(lines[next] ?? '').slice(mark[0].length)];
    for (next += 1; belongsTo(mark, lines[next] ?? ''); next += 1)
      inner.push(outdent(lines[next] ?? '', mark));
    items.push({ number: isNumbered ? Number(mark[1]) : null, blocks: read(inner.join('\n')) });
  }
  return items.length > 0 ? { block: { kind: 'list', isNumbered, items }, next } : null;
}

const indentOf = (line: string) => line.length - line.trimStart().length;

/** Further in than the bullet or number itself: a line or a list within the item. */
function belongsTo([mark]: RegExpExecArray, line: string): boolean {
  return line.trim() !== '' && (line.startsWith('\t') || indentOf(line) >= indentOf(mark) + 2);
}

function outdent(line: string, [mark]: RegExpExecArray): string {
  return line.slice(line.startsWith('\t') ? 1 : Math.min(indentOf(line), mark.length));
}
