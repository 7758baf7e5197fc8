/** What it says of the type is not looked at: the bytes themselves are asked. */
const head = /^data:image\/[\w.+-]{1,50};base64,/i;

/** Node's decoder skips what is no base64, and so would make something else of it in silence. */
const foreign = /[^A-Za-z0-9+/]/;

/** The bytes in a base64 data URL (RFC 2397) of an image; null for any other text. */
export function decodeDataUrl(url: string): Buffer | null {
  const [found] = head.exec(url) ?? [];
  if (!found) return null;
  const content = url.slice(found.length);
  const padding = content.endsWith('==') ? 2 : content.endsWith('=') ? 1 : 0;
  // Looking for what is wrong, as a pattern of all that is right would need a stack for megabytes of it.
  const isBase64 = content.length % 4 === 0 && !foreign.test(content.slice(0, content.length - padding));
  return isBase64 ? Buffer.from(content, 'base64') : null;
}
