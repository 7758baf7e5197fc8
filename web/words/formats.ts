/** As a language is spoken where this browser is at home (British English, the Spanish of Mexico), else the language itself. */
export function localeOf(language: string): string {
  return globalThis.navigator?.languages?.find((tag) => tag.startsWith(language)) ?? language;
}

export const isSameDay = (a: Date, b: Date) => a.toDateString() === b.toDateString();

export const dayBefore = (now: Date) => new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
