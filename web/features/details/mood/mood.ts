import { html } from 'htm/preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { personName } from '../../../kit/person-name.ts';
import { Avatar } from '../../../kit/pictures/avatar.ts';
import { Face } from '../../../kit/pictures/face.ts';
import { ProblemNote } from '../../../kit/problem-note.ts';
import type { Mood as MoodOfChat, OpenChat } from '../../../net/wire.ts';
import { useActions } from '../../../store/context.ts';
import { detailsWords } from '../../../words/en/details.ts';
import { type Problem, problemText } from '../../../words/en/problems.ts';
import { createMoodActions } from './mood-actions.ts';
import { MoodChart } from './mood-chart.ts';

/** A bar and its gap, to be told from the next one. */
const barPx = 12;
const defaultBars = 24;

/** How the chat sounds, over time, and for who asks by each who spoke, from the scores of the messages that one can see. */
export function Mood({ chat }: { chat: OpenChat }) {
  const { readMood } = useActions(createMoodActions);
  const [mood, setMood] = useState<MoodOfChat | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isLoading, setIsLoading] = useState(true);
  const place = useRef<HTMLDivElement>(null);
  const { uri } = chat;
  const words = detailsWords.mood;

  const refresh = useCallback(async () => {
    setIsLoading(true);
    const bars = Math.round((place.current?.clientWidth ?? 0) / barPx) || defaultBars;
    const found = await readMood(uri, bars);
    setIsLoading(false);
    setProblem(found.problem);
    if (found.mood) setMood(found.mood);
  }, [readMood, uri]);

  useEffect(() => void refresh(), [refresh]);

  return html`
    <div class="mood" ref=${place} aria-busy=${isLoading ? 'true' : 'false'}>
      <${ProblemNote} text=${problemText(problem)} />
      ${!mood && isLoading && html`<p class="quiet">${words.loading}</p>`}
      ${mood && mood.average === null && html`<p class="quiet">${words.empty}</p>`}
      ${
        mood &&
        mood.average !== null &&
        html`
          <p class="mood-sum"><${Face} polarity=${mood.average} /> ${words.sum(mood.average, mood.count)}</p>
          <${MoodChart} series=${mood.series} />
          <details class="mood-table">
            <summary>${words.members}</summary>
            <ul class="members" aria-label=${words.members}>
            ${mood.members.map(
              ({ user, average, count }) => html`
                <li class="member" key=${user.id}>
                  <${Avatar} user=${user} />
                  <span class="mood-member">
                    <bdi class="one-line">${personName(user)}</bdi>
                    <span class="small-note">${words.messages(count)}</span>
                  </span>
                  ${average !== null && html`<span class="mood-score">${words.score(average)}</span><${Face} polarity=${average} />`}
                </li>
              `,
            )}
            </ul>
          </details>
        `
      }
      <button type="button" class="button button-quiet" aria-disabled=${isLoading ? 'true' : undefined} onClick=${refresh}>
        ${words.refresh}
      </button>
    </div>
  `;
}
