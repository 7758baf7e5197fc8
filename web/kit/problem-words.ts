import './parts/form-parts.ts';
import './parts/every-page.ts';
import { html } from 'htm/preact';
import { type Problem, problemText } from '../words/en/problems.ts';

/** Why something did not happen, in words. */
export function ProblemWords({ problem }: { problem: Problem }) {
  return html`${problemText(problem)}`;
}
