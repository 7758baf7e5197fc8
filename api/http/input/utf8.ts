import { ParseError } from '../errors.ts';

/** A mark of byte order stays: at the beginning of a message it is a part of it. */
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Text from bytes that must be UTF-8; a replacement character would silently change what someone said. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw new ParseError('The request is not valid UTF-8.');
  }
}
