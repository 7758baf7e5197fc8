import { apart, listed } from './format.ts';

/** Who is typing, in Arabic. */
export function typing(names: readonly string[]): string {
  if (names.length > 3) return 'عدة أشخاص يكتبون الآن…';
  return `تجري الكتابة من ${listed.format(names.map(apart))}…`;
}
