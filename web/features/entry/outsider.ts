import { html } from 'htm/preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Page } from '../../kit/page/page.ts';
import type { Preview } from '../../net/wire.ts';
import { useInside } from '../../store/context.ts';
import { entryWords } from '../../words/en/entry.ts';
import { PreviewCard, previewTitle, stopOf } from './preview-card.ts';

interface OutsiderProps {
  preview: Preview;
  hasLeft: boolean;
}

/** A chat that one is not in, brought back by the browser or another tab: it takes a click to join it. */
export function Outsider({ preview, hasLeft }: OutsiderProps) {
  const { chats } = useInside();
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => button.current?.focus(), []);
  const { outside } = entryWords;
  const stop = stopOf(preview);
  const how = stop ? ` ${entryWords.preview.stops[stop].text}` : '';
  return html`
    <${Page} title=${previewTitle(preview, stop)} class="preview">
      <${PreviewCard} preview=${preview} text=${(hasLeft ? outside.hintLeft : outside.hint) + how} stop=${stop} />
      ${
        !stop &&
        html`
          <button type="button" class="button button-primary" ref=${button} onClick=${chats.join}>
            ${hasLeft ? outside.joinAgain : outside.join}
          </button>
        `
      }
    <//>
  `;
}
