import { html } from 'htm/preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface QuestionProps {
  title: string;
  consequence: string;
  keep: string;
  confirm: string;
  onKeep(): void;
  onConfirm(): void;
}

/** What can't be undone, or hurts someone, is asked first. */
export function Question({ title, consequence, keep, confirm, onKeep, onConfirm }: QuestionProps) {
  const safe = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => safe.current?.focus(), []);
  return html`
    <h2>${title}</h2>
    <p class="dialog-text">${consequence}</p>
    <div class="dialog-buttons">
      <button type="button" class="button button-quiet" ref=${safe} onClick=${onKeep}>${keep}</button>
      <button type="button" class="button button-danger" onClick=${onConfirm}>${confirm}</button>
    </div>
  `;
}
