export type ImageType = 'png' | 'jpeg' | 'gif' | 'webp';

/** How a file of each format begins; a name, or a type in a header, proves nothing. Dots stand for any byte. */
const beginnings: readonly [type: ImageType, start: string][] = [
  ['png', '\x89PNG\r\n\x1a\n'],
  ['jpeg', '\xff\xd8\xff'],
  ['gif', 'GIF87a'],
  ['gif', 'GIF89a'],
  ['webp', 'RIFF....WEBP'],
];

/** What these bytes begin as; null for all that is no image of ours, SVG among it, which can hold scripts. */
export function imageType(bytes: Buffer): ImageType | null {
  const beginsAs = (start: string) =>
    [...start].every((character, i) => character === '.' || bytes[i] === character.charCodeAt(0));
  return beginnings.find(([, start]) => beginsAs(start))?.[0] ?? null;
}
