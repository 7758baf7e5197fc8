import { listed } from './format.ts';

/** Who is typing, in Spanish. */
export function typing(names: readonly string[]): string {
  if (names.length > 3) return 'Varias personas están escribiendo…';
  return `${listed.format(names)} ${names.length === 1 ? 'está' : 'están'} escribiendo…`;
}
