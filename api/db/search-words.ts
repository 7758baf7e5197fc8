/**
 * How text becomes words, for the search index and for what someone looks for, on both databases alike: their own parsers
 * differ from each other, and PostgreSQL's lower case depends on how the database was made. The index of messages stored
 * before is made of these words too, so whoever changes them makes the index anew in a migration.
 */

/** A part of a word as long as this is a word of its own, so nobody fills the index with one endless word. */
const maxWordLength = 64;

const ascii = /^[\0-\x7f]*$/;
const asciiWord = new RegExp(`[a-z0-9]{1,${maxWordLength}}`, 'g');

/** Letters, digits and marks of scripts that put no spaces between words. */
const unspaced =
  '[[\\p{L}\\p{N}\\p{M}]&&[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}]]';
const runOrWord = new RegExp(`(${unspaced}+)|[[\\p{L}\\p{N}\\p{M}]--${unspaced}]{1,${maxWordLength}}`, 'gv');

/** One thing to look for: a whole word, or what a word begins with. */
export interface SearchTerm {
  word: string;
  isPrefix: boolean;
}

/**
 * The words that a text is found by in its chat, between spaces, as both databases take them: letters and digits in lower
 * case, without accents, each once. Each has its chat's id before it, so that a search never walks through what is said
 * elsewhere, be the word common or just begun.
 */
export function indexEntry(chatId: number, text: string): string {
  const words = ascii.test(text)
    ? asciiWords(text)
    : split(text, { word: (word) => [word], run: pairsToStore });
  let entry = '';
  for (const word of new Set(words)) entry += `${entry === '' ? '' : ' '}${inChat(chatId, word)}`;
  return entry;
}

/** Stands in terms for the id of whichever chat is looked in; no word has it. */
export const anyChat = '@';

/** What a text must have to be found: all the words of `search`, the last of them perhaps not yet typed to its end. */
export function searchTerms(chatId: number | typeof anyChat, search: string): SearchTerm[] {
  const terms = split<SearchTerm>(search, {
    word: (word) => [{ word, isPrefix: false }],
    run: pairsToFind,
  });
  return terms.map(({ word, isPrefix }, i) => ({
    word: inChat(chatId, word),
    isPrefix: isPrefix || i === terms.length - 1,
  }));
}

/** The letter ends the number: what is said in chat 1 is never taken for something in chat 12. */
function inChat(chatId: number | typeof anyChat, word: string): string {
  return `${chatId}x${word}`;
}

/** What to make of a word, and of a run of characters that may be several words. */
interface Maker<T> {
  word(word: string): T[];
  run(characters: string[]): T[];
}

function split<T>(text: string, maker: Maker<T>): T[] {
  if (ascii.test(text)) return asciiWords(text).flatMap(maker.word);
  // Decomposed, so that accents stand alone and can be left out; other scripts' marks are part of their words.
  const folded = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase();
  return [...folded.matchAll(runOrWord)].flatMap(([word, run]) =>
    run === undefined ? maker.word(word) : maker.run([...run]),
  );
}

function asciiWords(text: string): string[] {
  return text.toLowerCase().match(asciiWord) ?? [];
}

/** Where words cannot be told apart, every two neighbours are a word; the last one alone, for who looks for it alone. */
function pairsToStore(characters: string[]): string[] {
  return characters.map((character, i) => character + (characters[i + 1] ?? ''));
}

function pairsToFind(characters: string[]): SearchTerm[] {
  const [only = ''] = characters;
  if (characters.length === 1) return [{ word: only, isPrefix: true }];
  return pairsToStore(characters)
    .slice(0, -1)
    .map((word) => ({ word, isPrefix: false }));
}
