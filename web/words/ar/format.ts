import { formatsOf } from '../formats.ts';

const { plural, ...formats } = formatsOf('ar');
export const { locale, number, listed, clock, date, fullDay, longDate, exact } = formats;

/** A noun as it stands with its number: one and two are said by the noun itself, and three to ten take another form than more do. */
interface Forms {
  one: string;
  two: string;
  few: string;
  many: string;
  other: string;
}

export function counted(count: number, forms: Forms): string {
  const form = plural.select(count);
  if (form === 'one' || form === 'two') return forms[form];
  return `${number.format(count)} ${form === 'zero' ? forms.other : forms[form]}`;
}

/** A name, or whatever else somebody typed, kept apart from the text around it: it may run from left to right. */
export const apart = (name: string) => `\u2068${name}\u2069`;

export const messages = (count: number) =>
  counted(count, { one: 'رسالة واحدة', two: 'رسالتان', few: 'رسائل', many: 'رسالة', other: 'رسالة' });
export const people = (count: number) =>
  counted(count, { one: 'شخص واحد', two: 'شخصان', few: 'أشخاص', many: 'شخصًا', other: 'شخص' });
export const characters = (count: number) =>
  counted(count, { one: 'حرف واحد', two: 'حرفان', few: 'أحرف', many: 'حرفًا', other: 'حرف' });
