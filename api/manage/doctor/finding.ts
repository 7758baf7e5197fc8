/** What one look found: a sentence, and where something is wrong what to do about it. */
export interface Finding {
  sentence: string;
  /** Null: all is well. */
  remedy: string | null;
}

export const well = (sentence: string): Finding => ({ sentence, remedy: null });
export const wrong = (sentence: string, remedy: string): Finding => ({ sentence, remedy });
