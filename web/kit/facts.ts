import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';

/** Short facts in one line. Each keeps its direction: one may be a name from elsewhere. */
export function factsLine(facts: readonly (string | false)[]): ComponentChildren {
  return facts
    .filter((fact) => fact !== false)
    .map((fact, place) => html`${place > 0 && ' · '}<bdi key=${fact}>${fact}</bdi>`);
}
