import { RequestFailure } from '../../net/failure.ts';
import type { FeatureDeps } from '../../store/actions/feature-deps.ts';
import type { ShownImage } from '../../store/image-shelf.ts';
import type { Outgoing } from '../../store/outbox/outbox.ts';
import { readBlob } from './kept-blobs.ts';
import { dropImages, hasLeftOutbox } from './send-image.ts';

/** Kept beyond those that are shown, for scrolling back and forth. */
const maxIdle = 30;

/** What is done about the images in a talk: those that are stored, and one's own on their way. */
export function createImageActions({ send, state, images }: FeatureDeps) {
  const { shown, unsent, progress } = images;
  return {
    /** How much of an upload has gone out, from 0 to 1, by client id. */
    progress,

    /**
     * Shows the image of this path on the server, which takes the token: fetched as bytes, under an address of this page.
     * Whoever shows it says so by `hide` when it is over. Throws RequestFailure.
     */
    show(path: string): Promise<string> {
      const image: ShownImage = shown.get(path) ?? { url: fetchImage(send, path), shows: 0 };
      image.shows += 1;
      shown.set(path, image);
      // What failed may be asked for again.
      image.url.catch(() => shown.delete(path));
      return image.url;
    },

    hide(path: string): void {
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
    },

    /** One's own, before the server has it. */
    readUnsent: async (key: string) =>
      unsent.get(key) ?? (await readBlob(state.session.value?.user.id ?? 0, key)),

    /** Drops its images, if it is not waiting any more: somebody may just be looking elsewhere. */
    dropSent(outgoing: Outgoing): void {
      if (hasLeftOutbox(state, outgoing)) dropImages({ images }, outgoing);
    },
  };
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
