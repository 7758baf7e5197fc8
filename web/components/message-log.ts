import { html } from 'htm/preact';
import { Fragment } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { useStore } from '../store/context.ts';
import type { OpenRoom } from '../store/state.ts';
import { useValue } from '../store/use-value.ts';
import type { User } from '../wire.ts';
import { words } from '../words.ts';
import { arrange } from './arrange.ts';
import { EmptyLog } from './empty-log.ts';
import { DownIcon } from './icons.ts';
import { useLogScroll } from './log-scroll.ts';
import { MessageRow } from './message-row.ts';
import { NoticeRow } from './notice-row.ts';
import { ProblemNote } from './problem-note.ts';
import { useReadMarker } from './read-marker.ts';
import { TypingLine } from './typing-line.ts';

/** How long screen readers need to notice a change, so that older messages are over before it is announced again. */
const quietMs = 1000;

interface MessageLogProps {
  room: OpenRoom;
  me: User;
}

/** What was said, and what is on its way. */
export function MessageLog({ room, me }: MessageLogProps) {
  const { state, actions } = useStore();
  const { messages, notices, isLoadingOlder, hasOlder, uri } = room;
  const outbox = useValue(state.outbox);
  const outgoing = useMemo(() => outbox.filter((sent) => sent.uri === uri), [outbox, uri]);
  const rows = useMemo(() => arrange({ messages, notices, outgoing, me }), [messages, notices, outgoing, me]);
  const [problem, setProblem] = useState<string | null>(null);
  const [isQuiet, setIsQuiet] = useState(false);
  const { log, leftAtId, toBottom } = useLogScroll({
    oldestId: messages[0]?.id,
    newestId: messages.at(-1)?.id,
    outgoingCount: outgoing.length,
    noticeCount: notices.length,
  });
  useReadMarker({ room, isAtBottom: leftAtId === null });

  useEffect(() => {
    if (!isQuiet || isLoadingOlder) return;
    const timer = setTimeout(() => setIsQuiet(false), quietMs);
    return () => clearTimeout(timer);
  }, [isQuiet, isLoadingOlder]);

  const showOlder = async () => {
    // Old messages are not news: nothing of them is announced.
    setIsQuiet(true);
    const found = await actions.messages.loadOlder(room);
    setProblem(found?.general ?? null);
    log.current?.focus({ preventScroll: true });
  };

  const now = new Date();
  const unseen = leftAtId === null ? 0 : countSince(room, leftAtId, me.id);
  return html`
    <div class="log-frame">
      <div
        class="log"
        ref=${log}
        role="log"
        aria-label=${words.chat.conversation}
        aria-live=${isQuiet ? 'off' : 'polite'}
        tabindex="0"
      >
        <div class="log-content">
          <div class="log-start">
            ${
              hasOlder
                ? html`
                    <button type="button" class="button button-quiet" aria-disabled=${isLoadingOlder ? 'true' : undefined} onClick=${showOlder}>
                      ${isLoadingOlder ? words.chat.loadingOlder : words.chat.older}
                    </button>
                  `
                : rows.length > 0 && html`<p>${words.chat.beginning}</p>`
            }
            <${ProblemNote} text=${problem} />
          </div>
          ${rows.length === 0 && html`<${EmptyLog} chat=${room.chat} />`}
          <ol class="messages">
            ${rows.map(
              ({ key, entry, author, at, startsDay, startsGroup }) => html`
                <${Fragment} key=${key}>
                  ${startsDay && html`<li class="day"><span>${words.day(at, now)}</span></li>`}
                  ${
                    entry.kind === 'notice'
                      ? html`<${NoticeRow} notice=${entry.notice} />`
                      : html`<${MessageRow} entry=${entry} author=${author} isOwn=${author.id === me.id} startsGroup=${startsGroup} />`
                  }
                <//>
              `,
            )}
          </ol>
        </div>
      </div>
      <${TypingLine} room=${room} me=${me} />
      ${
        unseen > 0 &&
        html`
          <button type="button" class="button unseen" onClick=${toBottom}>
            <${DownIcon} />${words.chat.newMessages(unseen)}
          </button>
        `
      }
    </div>
  `;
}

function countSince({ messages }: OpenRoom, seenId: number, myId: number): number {
  return messages.filter(({ id, user }) => id > seenId && user.id !== myId).length;
}
