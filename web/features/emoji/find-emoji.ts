/** An emoji, what it shows, the names by which it is written between colons, words that lead to it, and whether it has tones of skin. */
export type Emoji = readonly [emoji: string, name: string, codes: string, tags: string, hasTones?: 1];

/** As it is, and five tones of skin from light to dark. */
export const tones = ['', '\u{1F3FB}', '\u{1F3FC}', '\u{1F3FD}', '\u{1F3FE}', '\u{1F3FF}'] as const;

/** Whether something is an emoji rather than words: what a keyboard offers may be newer than the table. */
const isEmoji = /^\p{Extended_Pictographic}|^\p{Regional_Indicator}/u;

const wordsIn = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s_:]+/)
    .filter(Boolean);

/**
 * Those of which each word of a text begins one, the likeliest first: named just so, named like that, showing that, and then what is only
 * near it. An emoji leads to itself, known or not.
 */
export function findEmoji(all: readonly Emoji[], text: string, most: number): readonly Emoji[] {
  const typed = text.trim();
  if (isEmoji.test(typed))
    return all
      .filter(([emoji]) => emoji === typed)
      .concat([[typed, typed, '', '']])
      .slice(0, 1);
  const words = wordsIn(typed);
  if (words.length === 0) return [];
  const code = words.join('_');
  const found: Emoji[][] = [[], [], [], []];
  for (const emoji of all) found[rankOf(emoji, code, words)]?.push(emoji);
  return found.flat().slice(0, most);
}

/** The smaller the likelier; none of these: not it. */
function rankOf([, name, codes, tags]: Emoji, code: string, words: readonly string[]): number {
  const named = codes.split(' ');
  if (named.includes(code)) return 0;
  if (named.some((each) => each.startsWith(code))) return 1;
  const shown = wordsIn(name);
  const begins = (known: readonly string[]) =>
    words.every((word) => known.some((each) => each.startsWith(word)));
  if (begins(shown)) return 2;
  return begins([...shown, ...wordsIn(codes), ...wordsIn(tags)]) ? 3 : Number.POSITIVE_INFINITY;
}

/** With a tone of skin, which stands behind the first sign in place of what asks for its coloured form; the same where it has none. */
export function withTone([emoji, , , , hasTones]: Emoji, tone: number): string {
  if (!hasTones || !tones[tone]) return emoji;
  const [first = '', ...rest] = emoji;
  return `${first}${tones[tone]}${rest.join('').replace(/^\ufe0f/, '')}`;
}

/** So much of a name is written before something is offered. */
const leastBegun = 2;

/** The name that is being written behind a colon at the end of a text, and whether it is closed by one; null where none is. */
export function codeBegun(text: string): { code: string; isClosed: boolean; from: number } | null {
  const [begun, code = '', end] = /(?<=^|\s):([a-z+][\w+-]*)(:?)$/i.exec(text) ?? [];
  if (begun === undefined || code.length < leastBegun) return null;
  return { code, isClosed: end === ':', from: text.length - begun.length };
}

/** What this very name stands for. */
export function emojiNamed(all: readonly Emoji[], code: string): Emoji | undefined {
  return all.find(([, , codes]) => codes.split(' ').includes(code.toLowerCase()));
}
