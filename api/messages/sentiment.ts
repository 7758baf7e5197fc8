import { SentimentIntensityAnalyzer as vader } from 'vader-sentiment';

/** The mood of a message is in its beginning, and everyone waits while it is scored: at worst a third of a millisecond for so much. */
const maxScoredLength = 1000;

/**
 * VADER's compound score, -1 to 1; 0 for what it has no words for (emoji, most languages). The library scores; only the words are split
 * here, by its rules: to take a mark from a word, it makes a table of all words with all marks before and behind them, and to know what
 * is shouted it looks at a long word again from each of its letters on.
 */
export function scorePolarity(text: string): number {
  const scored = text.slice(0, maxScoredLength);
  const words = toWords(scored);
  const sentences = { words_and_emoticons: words, is_cap_diff: areSomeShouted(words) };
  const valences: number[] = [];
  for (const [i, word] of words.entries()) {
    // It says "kind of" before a feeling, and is none.
    if (word.toLowerCase() === 'kind' && words[i + 1]?.toLowerCase() === 'of') valences.push(0);
    else vader.sentiment_valence(0, sentences, word, i, valences);
  }
  if (valences.every((valence) => valence === 0)) return 0;
  // Of the text the library then only counts these marks, by taking out every other letter one by one, twice.
  const marks = scored.replace(/[^!?]+/g, '');
  return vader.score_valence(vader.but_check(words, valences), marks).compound;
}

const punctuation = '!-\\/:-@[-`{-~';
/** What the library takes from a word, once, when nothing else stands there: "good!!", but not "good!!!!", which may be an emoticon. */
const mark = '(?:[.!?,;:\'"-]|!!!?|\\?\\?\\??|\\?!\\?!?|!\\?!\\??)';
const bare = `([^${punctuation}]{2,})`;
const marked = new RegExp(`^(?:${mark}${bare}|${bare}${mark})$`);

/** All of at least two characters; contractions and most emoticons stay as they are. */
function toWords(text: string): string[] {
  const words: string[] = [];
  for (const token of text.split(/\s/)) {
    if (token.length < 2) continue;
    const [, behind, before] = marked.exec(token) ?? [];
    words.push(behind ?? before ?? token);
  }
  return words;
}

/** Some and not all: then these say it louder. */
function areSomeShouted(words: readonly string[]): boolean {
  const shouted = words.filter((word) => /[A-Z]/.test(word) && !/[a-z]/.test(word)).length;
  return shouted > 0 && shouted < words.length;
}
