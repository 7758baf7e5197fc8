import { html } from 'htm/preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { panelWords } from '../../panel-words.ts';

/** Deleting can't be undone, so it asks first. */
export function DeleteQuestion({ onKeep, onDelete }: { onKeep(): void; onDelete(): void }) {
  const keep = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => keep.current?.focus(), []);
  const { menu } = panelWords;
  return html`
    <h2>${menu.deleteQuestion}</h2>
    <p class="dialog-text">${menu.deleteConsequence}</p>
    <div class="dialog-buttons">
      <button type="button" class="button button-quiet" ref=${keep} onClick=${onKeep}>${menu.keep}</button>
      <button type="button" class="button button-danger" onClick=${onDelete}>${menu.delete}</button>
    </div>
  `;
}
