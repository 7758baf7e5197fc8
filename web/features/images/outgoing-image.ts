import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';
import { useInside, useStore } from '../../store/context.ts';
import type { Outgoing } from '../../store/outbox/outbox.ts';
import { useValue } from '../../store/use-value.ts';
import { imageWords } from '../../words/images.ts';
import { insideWords } from '../../words/inside.ts';
import { readBlob } from './kept-blobs.ts';
import { dropImage, hasLeftOutbox } from './send-image.ts';

/** An image on its way: what it shows, how far it is, and a way to call it off. */
export function OutgoingImage({ outgoing }: { outgoing: Outgoing }) {
  const { state } = useStore();
  const inside = useInside();
  const { images } = inside.featureDeps;
  const { clientId, text, authorId } = outgoing;
  const share = useValue(images.progress).get(clientId);
  const [url, setUrl] = useState<string | null>(null);

  useEffect(() => {
    let own: string | null = null;
    let isOver = false;
    void Promise.resolve(images.unsent.get(clientId) ?? readBlob(authorId, clientId)).then((blob) => {
      if (!blob || isOver) return;
      own = URL.createObjectURL(blob);
      setUrl(own);
    });
    return () => {
      isOver = true;
      if (own) URL.revokeObjectURL(own);
      // When somebody only looks elsewhere it is still waiting.
      if (hasLeftOutbox(state, outgoing)) dropImage({ images }, outgoing);
    };
  }, [clientId, images, state]);

  const isUnderWay = outgoing.state === 'sending' && share !== undefined;
  return html`
    ${url && html`<img src=${url} alt=${imageWords.from(insideWords.message.yours, text)} />`}
    ${isUnderWay && html`<progress value=${share} aria-label=${imageWords.progress}></progress>`}
    ${
      outgoing.state === 'sending' &&
      html`
        <button type="button" class="button button-quiet image-cancel" onClick=${() => inside.messages.discard(outgoing)}>
          ${imageWords.cancel}
        </button>
      `
    }
  `;
}
