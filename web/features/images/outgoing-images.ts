import { html } from 'htm/preact';
import { useEffect } from 'preact/hooks';
import { useActions, useInside } from '../../store/context.ts';
import { imagesOf, type Outgoing, type OutgoingImage } from '../../store/outbox/outbox.ts';
import { useValue } from '../../store/use-value.ts';
import { imageWords } from '../../words/en/images.ts';
import { insideWords } from '../../words/en/inside.ts';
import { Grid } from './grid.ts';
import { createImageActions } from './image-actions.ts';
import { UnsentImage } from './unsent-image.ts';

/** Images on their way: what they show, how far they are together, and a way to call them off. */
export function OutgoingImages({ outgoing }: { outgoing: Outgoing }) {
  const { discard } = useInside().messages;
  const { progress, dropSent } = useActions(createImageActions);
  const { clientId, text } = outgoing;
  const share = useValue(progress).get(clientId);
  const images = imagesOf(outgoing);

  useEffect(() => () => dropSent(outgoing), [clientId, dropSent]);

  const isUnderWay = outgoing.state === 'sending' && share !== undefined;
  const altOf = (place: number) =>
    imageWords.from(insideWords.message.yours, text, { place: place + 1, of: images.length });
  return html`
    <${Grid} images=${images}>
      ${({ key }: OutgoingImage, place: number) => html`<${UnsentImage} of=${key} alt=${altOf(place)} />`}
    <//>
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
