import { maxTextLength } from '../../messages/schemas.ts';
import { isInvisible } from '../../users/names.ts';
import { textOfAttachments } from './attachments.ts';
import { textOfBlocks } from './blocks.ts';
import { type Fields, lines, shown } from './values.ts';

/** What a message of another chat service's form says, as one text: where it has blocks, its own is what they say in short. */
export function textOf({ text, blocks, attachments }: Fields): string {
  return lines(textOfBlocks(blocks) || shown(text), textOfAttachments(attachments));
}

/** A text that may be said: what no database takes is left out, and of too long a one the end. Where nothing can be seen there is none. */
export function fitting(text: string): string {
  const whole = text.toWellFormed().replaceAll('\0', '').trim();
  // No code point is longer than two units, so that only what may be too long is counted.
  if (whole.length <= maxTextLength) return isInvisible(whole) ? '' : whole;
  let count = 0;
  let cut = 0;
  let at = 0;
  for (const character of whole) {
    count += 1;
    if (count > maxTextLength) return cutTo(whole.slice(0, cut));
    at += character.length;
    if (count < maxTextLength) cut = at;
  }
  return isInvisible(whole) ? '' : whole;
}

function cutTo(beginning: string): string {
  return isInvisible(beginning) ? '' : `${beginning}…`;
}
