/** As a language is spoken where this browser is at home (British English, the Spanish of Mexico), else the language itself. */
export function localeOf(language: string): string {
  return globalThis.navigator?.languages?.find((tag) => tag.startsWith(language)) ?? language;
}

/** What a language's words are made of: counts, lists and times as one says them there. */
export function formatsOf(language: string) {
  const locale = localeOf(language);
  const time = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  const number = new Intl.NumberFormat(locale);
  const plural = new Intl.PluralRules(locale);
  return {
    locale,
    number,
    plural,
    listed: new Intl.ListFormat(locale),
    clock: time({ hour: 'numeric', minute: '2-digit' }),
    date: time({ day: 'numeric', month: 'short' }),
    fullDay: time({ weekday: 'long', day: 'numeric', month: 'long' }),
    longDate: time({ dateStyle: 'long' }),
    exact: time({ dateStyle: 'full', timeStyle: 'medium' }),
    /** Where a noun has two forms. */
    counted: (count: number, one: string, many: string) =>
      `${number.format(count)} ${plural.select(count) === 'one' ? one : many}`,
  };
}

export const isSameDay = (a: Date, b: Date) => a.toDateString() === b.toDateString();

export const dayBefore = (now: Date) => new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
