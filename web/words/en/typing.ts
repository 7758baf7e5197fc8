import { listed } from './format.ts';

/** Who is typing. */
export function typing(names: readonly string[]): string {
  if (names.length > 3) return 'Several people are typing…';
  return `${listed.format(names)} ${names.length === 1 ? 'is' : 'are'} typing…`;
}
