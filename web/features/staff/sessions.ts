import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { usePages } from '../../kit/forms/use-pages.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { StaffSession } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { insideWords } from '../../words/en/inside.ts';
import { problemText } from '../../words/en/problems.ts';
import { staffWords } from '../../words/en/staff.ts';
import { AskPassword } from './ask-password.ts';
import { createStaffActions } from './staff-actions.ts';

/** All chats from the outside, and the end of one. */
export function StaffSessions() {
  const { readSessions, endSession } = useActions(createStaffActions);
  const { items, hasMore, problem, showMore, refresh } = usePages(readSessions, null);
  const [ending, setEnding] = useState<StaffSession | null>(null);
  const words = staffWords.sessions;
  const nameOf = ({ name }: StaffSession) => name || words.nameless;
  return html`
    <${ProblemNote} text=${problemText(problem)} />
    <ul class="members" aria-label=${words.list}>
      ${items?.map(
        (session) => html`
          <li class="member" key=${session.id}>
            <div class="staff-row">
              <bdi class="one-line">${nameOf(session)}</bdi>
              <p class="quiet">
                ${words.kinds[session.kind]} · ${words.size(session.member_count, session.message_count)} ·${' '}
                <time datetime=${session.active_at} title=${insideWords.exactTime(session.active_at)}>
                  ${insideWords.when(session.active_at, new Date())}
                </time>
              </p>
            </div>
            ${
              // The lobby always exists.
              session.uri !== 'lobby' &&
              html`
                <button
                  type="button"
                  class="button button-quiet"
                  aria-label=${words.end.label(nameOf(session))}
                  onClick=${() => setEnding(session)}
                >
                  ${words.end.action}
                </button>
              `
            }
          </li>
        `,
      )}
    </ul>
    ${hasMore && html`<button type="button" class="button button-quiet" onClick=${showMore}>${staffWords.more}</button>`}
    ${
      ending &&
      html`
        <${AskPassword}
          key=${ending.id}
          title=${words.end.question(nameOf(ending))}
          consequence=${words.end.consequence}
          confirm=${words.end.confirm}
          onConfirm=${(password: string) => endSession(ending.id, password)}
          onClose=${(isDone: boolean) => {
            setEnding(null);
            if (isDone) refresh();
          }}
        />
      `
    }
  `;
}
