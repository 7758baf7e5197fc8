import { html } from 'htm/preact';
import type { Problem } from '../words/en/problems.ts';
import { lazy } from './parts/lazy.ts';
import { ProblemNote } from './problem-note.ts';

/** The words for what went wrong, which are fetched before anything does; see `LateProblem`. */
export const ProblemWords = lazy(
  () => import('./problem-words.ts'),
  ({ ProblemWords }) => ProblemWords,
);

/** A `ProblemNote` for the parts of the first load: few of its words are ever read, so they are not waited for. */
export function LateProblem({ problem }: { problem: Problem | null }) {
  return html`<${ProblemNote} text=${problem && html`<${ProblemWords} problem=${problem} />`} />`;
}
