import { inlineTokens, type Leaf, type Marks } from './inline-tokens.ts';

export type Inline = Leaf | { kind: 'em' | 'strong' | 'del'; children: Inline[] };

/** What a mark stands for. Other runs, as those of `__init__`, stay as typed. */
const meanings = { '*': 'em', '**': 'strong', _: 'em', '~~': 'del' } as const;
type Mark = keyof typeof meanings;

/** Deeper than anybody writes; more stays as typed, so that to draw it asks for no deep stack. */
const maxDepth = 8;

/** A mark, with the place of the one that ends what it begins; null: it begins nothing. */
interface Half {
  kind: 'half';
  text: Mark;
  end: number | null;
}

type Item = Leaf | Half;

/**
 * Reads what stands within lines: emphasis, code, links and names. Nothing reaches over an empty line, and marks without
 * their other half stay as typed. Its work grows as the text does.
 */
export function parseInline(text: string, names: string | null): Inline[] {
  return text
    .split(/(\n(?:[^\S\n]*\n)+)/)
    .filter((part) => part !== '')
    .flatMap((part) => nest(pairUp(inlineTokens(part, names))));
}

/** Finds for each mark that may end something the nearest that begins it; what was begun between the two begins nothing. */
function pairUp(tokens: readonly (Leaf | Marks)[]): Item[] {
  const items: Item[] = [];
  const open = createOpenMarks();
  /** Where something last stood that can be stressed: there is nothing in *_*. */
  let contentAt = -1;
  for (const token of tokens) {
    if (token.kind !== 'marks') {
      if (token.kind !== 'text' || /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(token.text)) {
        contentAt = items.length;
      }
      items.push(token);
      continue;
    }
    let rest = token.text;
    while (token.canClose) {
      const half = open.takeNearest(marksIn(rest), contentAt);
      if (!half) break;
      half.end = items.length;
      items.push({ kind: 'half', text: half.text, end: null });
      rest = rest.slice(half.text.length);
    }
    const begun = token.canOpen ? marksIn(rest) : [];
    for (const text of begun) items.push(open.add(text, items.length));
    if (begun.length === 0 && rest !== '') items.push({ kind: 'text', text: rest });
  }
  return items;
}

/** The marks that a run is made of, the outer one first. */
function marksIn(run: string): Mark[] {
  if (run === '***') return ['**', '*'];
  return isMark(run) ? [run] : [];
}

function isMark(run: string): run is Mark {
  return Object.hasOwn(meanings, run);
}

interface Begun {
  half: Half;
  at: number;
}

/** The marks that may still find their other half. Each is put in and taken out once, however many there are. */
function createOpenMarks() {
  /** The innermost last, all of them and those of a kind. */
  const all: Begun[] = [];
  const byText: Record<Mark, Begun[]> = { '*': [], '**': [], _: [], '~~': [] };
  return {
    add(text: Mark, at: number): Half {
      const half: Half = { kind: 'half', text, end: null };
      all.push({ half, at });
      byText[text].push({ half, at });
      return half;
    },
    /** Takes out the innermost of these, and all that was begun since; null where none has content after it. */
    takeNearest(marks: readonly Mark[], contentAt: number): Half | null {
      let nearest: Begun | undefined;
      for (const mark of marks) {
        const last = byText[mark].at(-1);
        if (last && last.at > (nearest?.at ?? -1)) nearest = last;
      }
      if (!nearest || nearest.at > contentAt) return null;
      for (let last = all.pop(); last; last = all.pop()) {
        byText[last.half.text].pop();
        if (last.half === nearest.half) break;
      }
      return nearest.half;
    },
  };
}

/** Puts what stands between two halves into one node. */
function nest(items: readonly Item[]): Inline[] {
  const whole: Inline[] = [];
  const around: { nodes: Inline[]; end: number }[] = [];
  let nodes = whole;
  for (const [i, item] of items.entries()) {
    const inner = around.at(-1);
    if (item.kind !== 'half') nodes.push(item);
    else if (inner?.end === i) {
      nodes = inner.nodes;
      around.pop();
    } else if (item.end !== null && around.length < maxDepth) {
      const children: Inline[] = [];
      nodes.push({ kind: meanings[item.text], children });
      around.push({ nodes, end: item.end });
      nodes = children;
    } else nodes.push({ kind: 'text', text: item.text });
  }
  return whole;
}
