import { parseJson } from '../../http/input/json.ts';
import { maxTextLength, messageText } from '../../messages/schemas.ts';

/** Of what is read as a reply. */
export interface Answered {
  /** As the receiver says, or nothing. */
  contentType: string | undefined;
  /** Compressed, though that was not asked for: what it says is not looked into, as a few bytes may be a great many. */
  isEncoded: boolean;
  body: Buffer;
  /** There was more than is read of one. */
  isCut: boolean;
}

/** What a receiver wants its bot to say: a plain text, or JSON with a `text`; null for anything else. Cut where a message ends. */
export function answerText({ contentType, isEncoded, body, isCut }: Answered): string | null {
  if (isEncoded) return null;
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  const said = type === 'application/json' ? textIn(body) : type === 'text/plain' ? decoded(body) : null;
  if (said === null || (isCut && type !== 'text/plain')) return null;
  return messageText.safeParse(cut(storable(said), maxTextLength)).data ?? null;
}

/** The beginning of any answer, for those who look what is wrong; null of what is compressed. */
export function startOf(
  { isEncoded, body }: Pick<Answered, 'isEncoded' | 'body'>,
  length: number,
): string | null {
  if (isEncoded) return null;
  return cut(storable(decoded(body.subarray(0, 4 * length))), length);
}

function textIn(body: Buffer): string | null {
  try {
    const { text } = parseJson(body);
    return typeof text === 'string' ? text : null;
  } catch {
    // No JSON, or more of it than anybody needs for a text: said nothing.
    return null;
  }
}

const utf8 = new TextDecoder();

function decoded(bytes: Buffer): string {
  return utf8.decode(bytes);
}

/** What a database takes: no zero, and no half of a pair. */
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/** To so many code points. */
function cut(text: string, length: number): string {
  return text.length <= length ? text : [...text.slice(0, 2 * length)].slice(0, length).join('');
}
