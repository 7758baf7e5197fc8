import { localeOf } from '../formats.ts';

/** What words are made of: counts, lists and times as one says them. */
export const locale = localeOf('en');

const time = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);

export const number = new Intl.NumberFormat(locale);
export const plural = new Intl.PluralRules(locale);
export const listed = new Intl.ListFormat(locale);
export const clock = time({ hour: 'numeric', minute: '2-digit' });
export const date = time({ day: 'numeric', month: 'short' });
export const fullDay = time({ weekday: 'long', day: 'numeric', month: 'long' });
export const longDate = time({ dateStyle: 'long' });
export const exact = time({ dateStyle: 'full', timeStyle: 'medium' });

export const counted = (count: number, one: string, many: string) =>
  `${number.format(count)} ${plural.select(count) === 'one' ? one : many}`;
