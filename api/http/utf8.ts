import { ParseError } from './errors.ts';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Text from bytes that must be UTF-8; a replacement character would silently change what someone said. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw new ParseError('The request body is not valid UTF-8.');
  }
}
