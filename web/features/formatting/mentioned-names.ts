import type { User } from '../../net/wire.ts';

/** The source of a pattern for the names of those whom a text mentions, each with its @; null where it mentions nobody. */
export function namesPattern(mentions: readonly User[]): string | null {
  if (mentions.length === 0) return null;
  const names = mentions
    .flatMap(({ username, display_name }) => [username, display_name])
    .sort((one, other) => other.length - one.length)
    .map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  // As the server finds them: not within a word or the address of a mail, and the longest that fits.
  return `(?<![\\p{L}\\p{N}\\p{M}_@+-])@(?:${names.join('|')})(?=[\\s\\p{P}\\p{S}]|$)`;
}
