import { html } from 'htm/preact';
import { useCallback } from 'preact/hooks';
import { useLoaded } from '../../kit/forms/use-loaded.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { HookAttempt } from '../../net/wire.ts';
import { hookWords } from '../../words/en/hooks.ts';
import { insideWords } from '../../words/en/inside.ts';
import { problemText } from '../../words/en/problems.ts';

const refreshMs = 5000;
/** Of a hundred: enough to see what is wrong. */
const shownCount = 20;

/** What came of the last tries, the newest first. */
export function Attempts({ read }: { read(signal: AbortSignal): Promise<readonly HookAttempt[]> }) {
  const load = useCallback((_text: string, signal: AbortSignal) => read(signal), [read]);
  const { found, problem } = useLoaded(load, { everyMs: refreshMs });
  const now = new Date();
  return html`
    <${ProblemNote} text=${problemText(problem)} />
    ${found?.length === 0 && html`<p class="quiet">${hookWords.noAttempts}</p>`}
    <ol class="hook-attempts" aria-label=${hookWords.attempts}>
      ${found?.slice(0, shownCount).map(
        (each) => html`
          <li key=${each.at}>
            <p class="small-note">
              <time datetime=${each.at} title=${insideWords.exactTime(each.at)}>${insideWords.when(each.at, now)}</time> · ${hookWords.cameOf(each.status, each.problem)} · ${hookWords.took(each.ms)}
            </p>
            ${each.answer && html`<pre dir="auto">${each.answer}</pre>`}
            ${each.status !== null && each.answer === null && html`<p class="small-note">${hookWords.notKept}</p>`}
          </li>
        `,
      )}
    </ol>
  `;
}
