declare module 'vader-sentiment' {
  /** What the library knows of a text before it scores the words. */
  interface Sentences {
    words_and_emoticons: readonly string[];
    /** Some of the words, and not all, are in capitals. */
    is_cap_diff: boolean;
  }
  export const SentimentIntensityAnalyzer: {
    /** Throws on anything but a string. */
    polarity_scores(text: string): { neg: number; neu: number; pos: number; compound: number };
    /** Appends the valence of this word among its neighbours to `valences`, 0 for one that the lexicon does not have. */
    sentiment_valence(
      valence: 0,
      sentences: Sentences,
      word: string,
      index: number,
      valences: number[],
    ): number[];
    /** What stands before "but" counts half, what follows half as much again. */
    but_check(words: readonly string[], valences: number[]): number[];
    score_valence(valences: number[], text: string): { compound: number };
  };
}
