import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';
import { useActions, useInside } from '../../store/context.ts';
import type { Outgoing } from '../../store/outbox/outbox.ts';
import { useValue } from '../../store/use-value.ts';
import { imageWords } from '../../words/en/images.ts';
import { insideWords } from '../../words/en/inside.ts';
import { createImageActions } from './image-actions.ts';

/** An image on its way: what it shows, how far it is, and a way to call it off. */
export function OutgoingImage({ outgoing }: { outgoing: Outgoing }) {
  const { discard } = useInside().messages;
  const { progress, readUnsent, dropSent } = useActions(createImageActions);
  const { clientId, text } = outgoing;
  const share = useValue(progress).get(clientId);
  const [url, setUrl] = useState<string | null>(null);

  useEffect(() => {
    let own: string | null = null;
    let isOver = false;
    void readUnsent(outgoing).then((blob) => {
      if (!blob || isOver) return;
      own = URL.createObjectURL(blob);
      setUrl(own);
    });
    return () => {
      isOver = true;
      if (own) URL.revokeObjectURL(own);
      dropSent(outgoing);
    };
  }, [clientId, readUnsent, dropSent]);

  const isUnderWay = outgoing.state === 'sending' && share !== undefined;
  return html`
    ${url && html`<img src=${url} alt=${imageWords.from(insideWords.message.yours, text)} />`}
    ${isUnderWay && html`<progress value=${share} aria-label=${imageWords.progress}></progress>`}
    ${
      outgoing.state === 'sending' &&
      html`
        <button type="button" class="button button-quiet image-cancel" onClick=${() => discard(outgoing)}>
          ${imageWords.cancel}
        </button>
      `
    }
  `;
}
