import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import type { User } from '../../net/wire.ts';

/** A text with the names of those whom it mentions as chips, one's own apart. It stays as it was written. */
export function mentionedNames(text: string, mentions: readonly User[], myId: number): ComponentChildren {
  const mine = mentions.filter(({ id }) => id === myId);
  return splitAtNames(text, mentions).map((part, i) => {
    if (i % 2 === 0) return part;
    const isMine = splitAtNames(part, mine).length > 1;
    return html`<bdi class=${isMine ? 'mention mention-mine' : 'mention'}>${part}</bdi>`;
  });
}

/** What stands between names, and names with their @, in turn. */
export function splitAtNames(text: string, mentions: readonly User[]): string[] {
  if (mentions.length === 0) return [text];
  const names = mentions
    .flatMap(({ username, display_name }) => [username, display_name])
    .sort((one, other) => other.length - one.length)
    .map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  // As the server finds them: not within a word or the address of a mail, and the longest that fits.
  return text.split(
    new RegExp(`((?<![\\p{L}\\p{N}\\p{M}_@+-])@(?:${names.join('|')})(?=[\\s\\p{P}\\p{S}]|$))`, 'giu'),
  );
}
