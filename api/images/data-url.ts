/** What it says of the type is not looked at: the bytes themselves are asked. */
const head = /^data:image\/[\w.+-]{1,50};base64,/i;

/** Node's decoder skips what is no base64, and so would make something else of it in silence. */
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The bytes in a base64 data URL (RFC 2397) of an image; null for any other text. */
export function decodeDataUrl(url: string): Buffer | null {
  const [found] = head.exec(url) ?? [];
  if (!found) return null;
  const content = url.slice(found.length);
  return base64.test(content) ? Buffer.from(content, 'base64') : null;
}
