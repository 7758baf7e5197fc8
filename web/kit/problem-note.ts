import { html } from 'htm/preact';
import type { ComponentChild } from 'preact';
import { AlertIcon } from './pictures/icons.ts';

/** Says what went wrong. The region stays in the page while it is empty: only what appears inside is read out. */
export function ProblemNote({ text }: { text: ComponentChild }) {
  return html`<div class="problem-note" role="alert">${text && html`<p class="problem"><${AlertIcon} />${text}</p>`}</div>`;
}
