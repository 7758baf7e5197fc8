import { presentUser } from '../users/present.ts';
import type { Original } from './originals.ts';
import { excerptLength, type MessageJson, type QuoteJson } from './schemas.ts';

/** What an answer shows of its original. Stored nowhere: it is made when the answer is read. */
export function presentQuote({ id, author, text, hasImage, expiresAt }: Original): QuoteJson {
  return {
    id,
    user: presentUser(author),
    excerpt: excerptOf(text ?? ''),
    image: hasImage,
    expires_at: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    deleted: text === null,
  };
}

/** The same of a message that is on its way as JSON. */
export function quoteOf({ id, user, message, image, expires_at, deleted }: MessageJson): QuoteJson {
  return { id, user, excerpt: excerptOf(message), image: image !== null, expires_at, deleted };
}

/** The beginning of a text: whole code points, the last of them … where it goes on. */
export function excerptOf(text: string): string {
  const beginning = Array.from(text.slice(0, 2 * (excerptLength + 1)));
  if (beginning.length <= excerptLength) return text;
  return `${beginning.slice(0, excerptLength - 1).join('')}…`;
}
