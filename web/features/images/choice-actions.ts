import { createClientId } from '../../browser/client-id.ts';
import type { FeatureDeps } from '../../store/actions/feature-deps.ts';
import type { Draft } from '../../store/outbox/drafts.ts';
import { add, type Outgoing, type OutgoingImage } from '../../store/outbox/outbox.ts';
import type { Problem } from '../../words/en/problems.ts';
import { dropOldBlobs, keepBlob } from './kept-blobs.ts';
import { prepareImage } from './prepare-image.ts';
import { dropImage } from './send-image.ts';

/** Each is a message of its own. */
export const maxChosen = 10;

/** An image that is ready to be sent. */
export interface Chosen {
  /** The message's from now on. */
  clientId: string;
  authorId: number;
  name: string;
  /** An object URL. */
  url: string;
  image: OutgoingImage;
}

/** Choosing images, and putting them into the outbox. */
export function createChoiceActions({ state, outbox, images }: FeatureDeps) {
  return {
    /** Makes a file ready and keeps it; or says why it can't be sent. */
    async prepare(file: File): Promise<Chosen | Problem> {
      const prepared = await prepareImage(file);
      if (prepared.outcome !== 'ready') return { code: prepared.outcome, about: file.name };
      const { blob, width, height } = prepared;
      const authorId = state.session.value?.user.id ?? 0;
      const clientId = createClientId();
      images.unsent.set(clientId, blob);
      void dropOldBlobs(authorId);
      const isKept = await keepBlob(authorId, clientId, blob);
      const url = URL.createObjectURL(blob);
      return { clientId, authorId, name: file.name, url, image: { width, height, isKept } };
    },

    drop(chosen: Chosen): void {
      URL.revokeObjectURL(chosen.url);
      dropImage({ images }, chosen);
    },

    /** One message for each image, in order; the text goes with the first, which is the one that answers something. */
    send(uri: string, chosen: readonly Chosen[], { text, to, replyTo }: Draft): void {
      const author = state.session.value?.user;
      if (!author) return;
      const writtenAt = new Date().toISOString();
      const messages = chosen.map(
        ({ clientId, image }, i): Outgoing => ({
          clientId,
          uri,
          text: i === 0 ? text.toWellFormed().trim() && text.toWellFormed() : '',
          to,
          replyTo: i === 0 ? replyTo : null,
          image,
          authorId: author.id,
          writtenAt,
          state: 'sending',
          reason: null,
        }),
      );
      outbox.change((waiting) => messages.reduce(add, waiting));
      for (const { url } of chosen) URL.revokeObjectURL(url);
    },
  };
}
