import { html } from 'htm/preact';
import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { hasTouch } from '../../browser/has-touch.ts';
import { LateProblem } from '../../kit/late-problem.ts';
import { DownIcon } from '../../kit/pictures/icons.ts';
import { useLineReturns } from '../../kit/use-line-returns.ts';
import { parsePath } from '../../net/paths.ts';
import type { Message, User } from '../../net/wire.ts';
import { useInside, useStore } from '../../store/context.ts';
import type { OpenChatView } from '../../store/state.ts';
import { useValue } from '../../store/use-value.ts';
import { insideWords } from '../../words/en/inside.ts';
import type { Problem } from '../../words/en/problems.ts';
import { Fingers, JumpTo, loadFollowKey } from '../message/door.ts';
import { arrange, type Block, withPins } from './arrange.ts';
import { EmptyLog } from './empty-log.ts';
import { TypingLine } from './lazy-typing-line.ts';
import { UnreadBar } from './lazy-unread-bar.ts';
import { LogBlock } from './log-block.ts';
import { useLogScroll } from './log-scroll.ts';
import { useIsWatched, useReadMarker } from './read-marker.ts';
import { useUnreadLine } from './unread-line.ts';

/** How long screen readers need to notice a change, so that older messages are over before it is announced again. */
const quietMs = 1000;

interface MessageLogProps {
  view: OpenChatView;
  me: User;
}

/** What was said, and what is on its way. */
export function MessageLog({ view, me }: MessageLogProps) {
  const { state } = useStore();
  const inside = useInside();
  const { messages, notices, pins, isLoadingMore, hasOlder, isElsewhere, uri } = view;
  const outbox = useValue(state.outbox);
  const { moods } = useValue(inside.preferences.now);
  const spot = useValue(state.spot);
  const place = parsePath(useValue(state.path));
  const outgoing = useMemo(() => outbox.filter((sent) => sent.uri === uri), [outbox, uri]);
  // Who came and went before what is at hand comes with older messages.
  const from = (hasOlder && messages[0]?.created_at) || '';
  const among = useMemo(
    () => withPins(notices, isElsewhere ? [] : pins).filter(({ at }) => at >= from),
    [notices, pins, isElsewhere, from],
  );
  const laidOut = useRef<Block[]>([]);
  const blocks = useMemo(() => {
    // On their way to the newest messages, and not to a place in the past.
    const talk = { messages, notices: among, outgoing: isElsewhere ? [] : outgoing, me };
    laidOut.current = arrange(talk, laidOut.current);
    return laidOut.current;
  }, [messages, among, outgoing, isElsewhere, me]);
  const isWatched = useIsWatched();
  const line = useUnreadLine(view, me.id, isWatched);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isQuiet, setIsQuiet] = useState(false);
  const isUnread = line !== null && view.chat.read_message_id < line.id;
  /** Those of which the bar was shown, and was put away. */
  const shownLine = useRef<Message | null>(null);
  const [awayLine, setAwayLine] = useState<Message | null>(null);
  const putAwayBar = () => setAwayLine(line);

  const loadMore = async (direction: 'before' | 'after') => {
    // Old messages are not news: nothing of them is announced.
    setIsQuiet(true);
    const found = await inside.messages.loadMore(view, direction);
    setProblem(found);
  };

  const { log, leftAtId, toBottom, toRow } = useLogScroll({
    content: blocks,
    newestId: messages.at(-1)?.id,
    outgoingCount: outgoing.length,
    isElsewhere,
    isUnseen: isUnread && !isWatched,
    isLoading: isLoadingMore,
    onNear: (end) => {
      // What failed once is tried again by hand, and not at every turn of the wheel.
      if (problem || isLoadingMore || !(end === 'first' ? hasOlder : isElsewhere)) return;
      void loadMore(end === 'first' ? 'before' : 'after');
    },
    onReached: putAwayBar,
  });
  const returns = useLineReturns();
  useLayoutEffect(() => setProblem(null), [returns]);
  useReadMarker({ view, log, isAtBottom: leftAtId === null, isWatched });

  useEffect(() => {
    if (!isQuiet || isLoadingMore) return;
    const timer = setTimeout(() => setIsQuiet(false), quietMs);
    return () => clearTimeout(timer);
  }, [isQuiet, isLoadingMore]);

  useLayoutEffect(() => {
    const row = spot && log.current?.querySelector<HTMLElement>(`[data-id="${spot.id}"]`);
    if (!row) return;
    toRow(row);
    if (!spot.isEditing) row.focus({ preventScroll: true });
  }, [spot]);

  const showOlder = async () => {
    await loadMore('before');
    log.current?.focus({ preventScroll: true });
  };

  const onKeyDown = async (event: TargetedKeyboardEvent<HTMLElement>) => {
    const { key, target, ctrlKey, metaKey, altKey } = event;
    if (!/^(r|Arrow(Up|Down))$/i.test(key) || ctrlKey || metaKey || altKey) return;
    // Or the log would scroll.
    if (target instanceof Element && target.matches('.more')) event.preventDefault();
    // Without a line, and before anything was fetched, they do nothing: the menu says why.
    const followKey = await loadFollowKey().catch(() => null);
    followKey?.({ key, target }, messages, { me, ...inside });
  };

  const showNewest = () => {
    inside.messages.toNewest(uri);
    toBottom();
    log.current?.focus({ preventScroll: true });
  };

  if (isUnread && leftAtId !== null) shownLine.current = line;

  const today = new Date().toDateString();
  const { seen_message_id: seenUpTo } = view.chat;
  const seen =
    seenUpTo && !isElsewhere
      ? messages.findLast(({ id, user }) => id <= seenUpTo && user.id === me.id)
      : null;
  const unseen = leftAtId === null || isElsewhere ? 0 : countSince(messages, leftAtId, me.id);
  return html`
    <div class="log-frame">
      <div
        class="log"
        data-moods=${moods}
        ref=${log}
        role="log"
        aria-label=${insideWords.chat.conversation}
        aria-live=${isQuiet || isElsewhere ? 'off' : 'polite'}
        tabindex="0"
        onKeyDown=${onKeyDown}
      >
        <div class="log-content">
          <div class="log-start">
            ${
              hasOlder
                ? html`
                    <button type="button" class="button button-quiet" aria-disabled=${isLoadingMore ? 'true' : undefined} onClick=${showOlder}>
                      ${isLoadingMore ? insideWords.chat.loadingOlder : insideWords.chat.older}
                    </button>
                  `
                : blocks.length > 0 && html`<p>${insideWords.chat.beginning}</p>`
            }
            <${LateProblem} problem=${problem} />
          </div>
          ${messages.length === 0 && outgoing.length === 0 && html`<${EmptyLog} chat=${view.chat} />`}
          ${blocks.map(
            (block, i) => html`
              <${LogBlock}
                key=${block.key}
                block=${block}
                me=${me}
                isLast=${i === blocks.length - 1}
                newFromId=${line?.id}
                seenId=${seen?.id}
                spot=${spot}
                today=${today}
              />
            `,
          )}
        </div>
      </div>
      ${
        line &&
        line === shownLine.current &&
        line !== awayLine &&
        html`<${UnreadBar} key=${line.id} chat=${view.chat} line=${line} onPutAway=${putAwayBar} />`
      }
      ${view.presence.typing.length > 0 && html`<${TypingLine} view=${view} me=${me} />`}
      <${LateProblem} problem=${view.problem ?? null} />
      ${place.kind === 'chat' && place.messageId && html`<${JumpTo} uri=${uri} id=${place.messageId} />`}
      ${hasTouch() && html`<${Fingers} log=${log} messages=${messages} me=${me} />`}
      <span class="visually-hidden" role="status">${unseen > 0 && insideWords.chat.newMessages(unseen)}</span>
      ${
        leftAtId !== null &&
        html`
          <button type="button" class="button unseen" onClick=${showNewest}>
            <${DownIcon} />${unseen > 0 ? insideWords.chat.newMessages(unseen) : insideWords.chat.toNewest}
          </button>
        `
      }
    </div>
  `;
}

function countSince(messages: readonly Message[], seenId: number, myId: number): number {
  let count = 0;
  for (let i = messages.length - 1; i >= 0; i -= 1) {
    const { id = 0, user } = messages[i] ?? {};
    if (id <= seenId) break;
    if (user?.id !== myId) count += 1;
  }
  return count;
}
