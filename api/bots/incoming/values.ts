import { readable } from './links.ts';

/** What somebody else's program sent: anything may be anything, and what is not as expected is not there. */
export type Fields = Readonly<Record<string, unknown>>;

const none: Fields = {};

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : none;
}

export function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

/** As it is; numbers are written out. */
export function plain(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : '';
}

/** What people are to read: a text, or an object that has one (`plain_text` and `mrkdwn`). */
export function shown(value: unknown): string {
  const text = fieldsOf(value).text;
  return readable(plain(text === undefined ? value : text)).trim();
}

/** Those that say something, each on lines of its own. */
export function lines(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}
