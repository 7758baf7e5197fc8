import { createClientId } from '../../browser/client-id.ts';
import type { FeatureDeps } from '../../store/actions/feature-deps.ts';
import type { ChosenImage, Draft } from '../../store/outbox/drafts.ts';
import { add, type Outgoing } from '../../store/outbox/outbox.ts';
import { leaveStretch } from '../../store/world/world.ts';
import type { Problem } from '../../words/en/problems.ts';
import { inMessages } from './in-messages.ts';
import { dropOldBlobs, keepBlob } from './kept-blobs.ts';
import { prepareImage } from './prepare-image.ts';
import { dropBytes } from './send-image.ts';

/** Choosing images, and putting them into the outbox. */
export function createChoiceActions({ state, world, outbox, images }: FeatureDeps) {
  const myId = () => state.session.value?.user.id ?? 0;
  return {
    /** Makes a file ready and keeps it, no heavier than `mayWeigh` bytes where that can be; or says why it can't be sent. */
    async prepare(file: File, mayWeigh: number): Promise<ChosenImage | Problem> {
      const prepared = await prepareImage(file, mayWeigh);
      if (prepared.outcome !== 'ready') return { code: prepared.outcome, about: file.name };
      const { blob, width, height } = prepared;
      const authorId = myId();
      const key = createClientId();
      images.unsent.set(key, blob);
      void dropOldBlobs(authorId);
      const isKept = await keepBlob(authorId, key, blob);
      return { key, name: file.name, bytes: blob.size, width, height, isKept };
    },

    drop({ key }: ChosenImage): void {
      dropBytes({ images }, { authorId: myId(), key });
    },

    /** One message with all of them, or as few as they fit into; the text goes with the first, which is the one that answers something. */
    send(uri: string, { text, to, replyTo, images: chosen = [] }: Draft): void {
      const author = state.session.value?.user;
      if (!author) return;
      const writtenAt = new Date().toISOString();
      const messages = inMessages(chosen).map((together, i): Outgoing => {
        const [first] = together;
        return {
          // What a page of before finds under it is the image of a message that has but one.
          clientId: together.length === 1 && first ? first.key : createClientId(),
          uri,
          text: i === 0 ? text.toWellFormed().trim() && text.toWellFormed() : '',
          to,
          replyTo: i === 0 ? replyTo : null,
          images: together.map(({ key, width, height, isKept }) => ({ key, width, height, isKept })),
          ...(first && {
            image: {
              width: first.width,
              height: first.height,
              isKept: together.every(({ isKept }) => isKept),
            },
          }),
          authorId: author.id,
          writtenAt,
          state: 'sending',
          reason: null,
        };
      });
      world.change((known) => leaveStretch(known, uri));
      outbox.change((waiting) => messages.reduce(add, waiting));
    },
  };
}
