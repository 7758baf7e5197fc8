/** Contract, section 4. */
const maxBytes = 5 * 1024 * 1024;
/** A screen's width: more than that is only weight. */
const maxSidePx = 2048;
/** What the server takes; everything else that the browser can show is drawn anew. */
const takenTypes = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp']);
/** May move: drawn anew it would stand still. */
const movingTypes = new Set(['image/gif', 'image/webp']);

export type Prepared =
  | { outcome: 'ready'; blob: Blob; width: number; height: number }
  | { outcome: 'not_an_image' | 'image_too_large' };

/** How well it is drawn: as well as one sees, and so that it weighs half as much. */
const qualities = { good: 0.85, light: 0.6 };

/**
 * An image as it is sent: as chosen where that will do, else scaled down to 2048 px; what a camera adds is gone then. It weighs at most
 * `mayWeigh` bytes where that can be without its standing still or looking bad.
 */
export async function prepareImage(file: Blob, mayWeigh = maxBytes): Promise<Prepared> {
  const picture = await decode(file);
  if (!picture) return { outcome: 'not_an_image' };
  try {
    const { width, height } = picture;
    const scale = Math.min(1, maxSidePx / Math.max(width, height));
    const isTaken = takenTypes.has(file.type) && file.size <= maxBytes;
    if (isTaken && (movingTypes.has(file.type) || (scale === 1 && file.size <= mayWeigh)))
      return { outcome: 'ready', blob: file, width, height };
    const size = {
      width: Math.max(1, Math.round(width * scale)),
      height: Math.max(1, Math.round(height * scale)),
    };
    const type = file.type === 'image/jpeg' ? 'image/jpeg' : 'image/webp';
    const good = await draw(picture, { ...size, type, quality: qualities.good });
    const blob =
      good && good.size > mayWeigh ? await draw(picture, { ...size, type, quality: qualities.light }) : good;
    if (blob && blob.size <= maxBytes && !(isTaken && scale === 1 && file.size <= blob.size))
      return { outcome: 'ready', blob, ...size };
    // Drawn anew it would be no lighter.
    return isTaken && scale === 1
      ? { outcome: 'ready', blob: file, ...size }
      : { outcome: 'image_too_large' };
  } finally {
    picture.close();
  }
}

/** The right way up, as the browser shows it. */
async function decode(file: Blob): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(file);
  } catch {
    // Not an image, or a broken one, or of a kind that this browser does not know.
    return null;
  }
}

function draw(
  picture: ImageBitmap,
  { width, height, type, quality }: { width: number; height: number; type: string; quality: number },
): Promise<Blob | null> {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  if (!context) return Promise.resolve(null);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  return new Promise((resolve) => canvas.toBlob(resolve, type, quality));
}
