import { RequestFailure } from '../../net/failure.ts';
import type { FeatureDeps } from '../../store/actions/feature-deps.ts';
import type { ShownImage } from '../../store/image-shelf.ts';

/** Kept beyond those that are shown, for scrolling back and forth. */
const maxIdle = 30;

/**
 * Shows the image of this path on the server, which takes the token: fetched as bytes, under an address of this page.
 * Whoever shows it says so by `hideImage` when it is over. Throws RequestFailure.
 */
export function showImage({ send, images: { shown } }: FeatureDeps, path: string): Promise<string> {
  const image: ShownImage = shown.get(path) ?? { url: fetchImage(send, path), shows: 0 };
  image.shows += 1;
  shown.set(path, image);
  // What failed may be asked for again.
  image.url.catch(() => shown.delete(path));
  return image.url;
}

export function hideImage({ images: { shown } }: FeatureDeps, path: string): void {
  const image = shown.get(path);
  if (!image) return;
  image.shows -= 1;
  shown.delete(path);
  shown.set(path, image);
  const idle = [...shown].filter(([, { shows }]) => shows === 0);
  for (const [old, { url }] of idle.slice(0, -maxIdle)) {
    shown.delete(old);
    url.then(URL.revokeObjectURL, () => null);
  }
}

async function fetchImage(send: FeatureDeps['send'], path: string): Promise<string> {
  const response = await send(path, {});
  try {
    return URL.createObjectURL(await response.blob());
  } catch {
    // The line broke in the middle of it.
    throw new RequestFailure(0, 'unreachable');
  }
}
