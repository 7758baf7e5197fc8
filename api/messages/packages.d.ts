declare module 'vader-sentiment' {
  export const SentimentIntensityAnalyzer: {
    /** Throws on anything but a string. */
    polarity_scores(text: string): { neg: number; neu: number; pos: number; compound: number };
  };
}
