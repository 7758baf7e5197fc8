import { addresses, hrefOf } from './addresses.ts';

/** What is shown as it stands, or as one thing. */
export type Leaf =
  | { kind: 'text' | 'code' | 'mention'; text: string }
  | { kind: 'link'; text: string; href: string };

/** Stars, underscores or tildes that may begin or end something. */
export interface Marks {
  kind: 'marks';
  text: string;
  canOpen: boolean;
  canClose: boolean;
}

/** Known everywhere, and made of a backslash and two underscores. */
const shrug = '¯\\_(ツ)_/¯';

const sources = [
  `(?<shrug>${shrug.replace(/[\\()]/g, '\\$&')})`,
  '\\\\(?<escaped>[\\\\`*_~>-])',
  '(?<ticks>`+)',
  `(?<web>${addresses.web})`,
  `(?<mail>${addresses.mail})`,
  `(?<phone>${addresses.phone})`,
  '(?<marks>\\*+|_+|~+)',
];

/**
 * A text in pieces, in order: code, links, the names that `names` finds, marks, and what stands between. Its work grows as the text
 * does. Within code nothing else is found, nor within a link or a name.
 */
export function inlineTokens(text: string, names: string | null): (Leaf | Marks)[] {
  const pattern = new RegExp([...(names ? [`(?<name>${names})`] : []), ...sources].join('|'), 'giu');
  const codeEnd = findCodeEnds(text);
  const tokens: (Leaf | Marks)[] = [];
  let from = 0;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const { piece, end } = pieceOf(found, codeEnd);
    if (found.index > from) tokens.push({ kind: 'text', text: text.slice(from, found.index) });
    tokens.push(piece);
    from = end;
    pattern.lastIndex = end;
  }
  if (from < text.length) tokens.push({ kind: 'text', text: text.slice(from) });
  return tokens;
}

interface Piece {
  piece: Leaf | Marks;
  end: number;
}

function pieceOf(found: RegExpExecArray, codeEnd: CodeEnd): Piece {
  const { index, input } = found;
  const { name, escaped, ticks, web, mail, phone, marks } = found.groups ?? {};
  const [whole] = found;
  const end = index + whole.length;
  if (name) return { piece: { kind: 'mention', text: name }, end };
  if (escaped) return { piece: { kind: 'text', text: escaped }, end };
  if (ticks) return codeOf(found, codeEnd) ?? { piece: { kind: 'text', text: ticks }, end };
  if (marks) return { piece: marksOf(input, index, marks), end };
  const before = input[index - 1] ?? '';
  const text = web ? withoutMarks(web, before) : whole;
  // What is left is the shrug.
  const kind = web ? 'web' : mail ? 'mail' : phone && 'phone';
  const href = kind ? hrefOf(kind, text, before) : null;
  return {
    piece: href === null ? { kind: 'text', text } : { kind: 'link', text, href },
    end: index + text.length,
  };
}

/** An address that stands between marks ends before those that close. */
function withoutMarks(address: string, before: string): string {
  if (before !== '_' && before !== '~') return address;
  let end = address.length;
  while (address[end - 1] === before) end -= 1;
  return address.slice(0, end);
}

/** Where the next run of this many backticks begins after `from`; undefined: there is none. Asked from left to right. */
type CodeEnd = (count: number, from: number) => number | undefined;

function findCodeEnds(text: string): CodeEnd {
  const runs = new Map<number, number[]>();
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    const same = runs.get(run.length);
    if (same) same.push(index);
    else runs.set(run.length, [index]);
  }
  // The last first, so that those passed by are taken off the end.
  for (const places of runs.values()) places.reverse();
  return (count, from) => {
    const places = runs.get(count) ?? [];
    while ((places.at(-1) ?? from) < from) places.pop();
    return places.at(-1);
  };
}

function codeOf({ 0: { length: count }, index, input }: RegExpExecArray, codeEnd: CodeEnd): Piece | null {
  const start = index + count;
  const end = codeEnd(count, start);
  if (end === undefined) return null;
  const inside = input.slice(start, end);
  // A space on either side lets code begin or end with a backtick.
  const text = /^ .* $/s.test(inside) ? inside.slice(1, -1) : inside;
  return text.trim() ? { piece: { kind: 'code', text }, end: end + count } : null;
}

/** Part of a word where spaces set words apart; in scripts without spaces a mark may stand anywhere. */
const word =
  /^(?![\uFE0F\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}])[\p{L}\p{N}\p{M}]/u;

/** What begins stands at the beginning of a word, and what ends at the end of one: snake_case, 2*3*4 and f**k stay. */
function marksOf(text: string, index: number, marks: string): Marks {
  const end = index + marks.length;
  const next = String.fromCodePoint(text.codePointAt(end) ?? 32);
  const before = /[\uDC00-\uDFFF]/.test(text[index - 1] ?? '') ? index - 2 : index - 1;
  const last = String.fromCodePoint(text.codePointAt(before) ?? 32);
  return {
    kind: 'marks',
    text: marks,
    canOpen: !word.test(last) && !/\s/.test(next),
    canClose: !word.test(next) && !/\s/.test(last),
  };
}
