/** A piece of a text; marked: it is what was looked for. */
export interface Piece {
  text: string;
  isMarked: boolean;
}

const word = /[\p{L}\p{N}\p{M}]+/gu;
const letter = /[\p{L}\p{N}\p{M}]/u;

/** The text in pieces, its words marked that begin as one of those in `search` does, whatever the case and accents. */
export function markWords(text: string, search: string): Piece[] {
  const sought = fold(search).match(word) ?? [];
  // Folded one by one, so that a place among the folded ones is a place in the text.
  const characters = [...text];
  const folded = characters.map(fold);
  const isMarked = characters.map(() => false);
  for (const [start] of characters.entries()) {
    if (start > 0 && isSpaced(characters[start - 1] ?? '')) continue;
    const length = Math.max(0, ...sought.map((one) => lengthOf(one, folded, start)));
    isMarked.fill(true, start, start + length);
  }
  const pieces: Piece[] = [];
  for (const [i, character] of characters.entries()) {
    const last = pieces.at(-1);
    if (last && last.isMarked === isMarked[i]) last.text += character;
    else pieces.push({ text: character, isMarked: isMarked[i] ?? false });
  }
  return pieces;
}

/** How many characters from `start` on make up this word; 0: it is not there. */
function lengthOf(sought: string, folded: readonly string[], start: number): number {
  let rest = sought;
  for (let i = start; i < folded.length; i += 1) {
    const next = folded[i] ?? '';
    if (!rest.startsWith(next)) return 0;
    rest = rest.slice(next.length);
    // An accent that stands alone is nothing when folded, and goes with its letter.
    if (rest === '' && folded[i + 1] !== '') return i + 1 - start;
  }
  return 0;
}

/** Belongs to a word that spaces set apart: scripts without spaces begin a word at any character. */
function isSpaced(character: string): boolean {
  return (
    letter.test(character) &&
    !/[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u.test(character)
  );
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase();
}
