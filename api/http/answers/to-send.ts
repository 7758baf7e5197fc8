/** Of characters. An answer to a poll is smaller, a page of history may be a hundred times larger. */
const maxTextLength = 16_384;

/**
 * A body as it is handed to node. Short ones stay strings, which node writes together with the headers in one call to the
 * system. Long ones become bytes here: while a client does not take it, a string lies there twice and counts as less than
 * it takes (slow-readers.ts asks for lengths, and three bytes of Chinese are one character).
 */
export function toSend(text: string): string | Buffer {
  return text.length > maxTextLength ? Buffer.from(text) : text;
}
