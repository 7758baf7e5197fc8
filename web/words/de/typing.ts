import { listed } from './format.ts';

/** Who is typing, in German. */
export function typing(names: readonly string[]): string {
  if (names.length > 3) return 'Mehrere tippen gerade …';
  return `${listed.format(names)} ${names.length === 1 ? 'tippt' : 'tippen'} …`;
}
