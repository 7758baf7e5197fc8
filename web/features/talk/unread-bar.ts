import '../../kit/parts/inside-pages.ts';
import { html } from 'htm/preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { LateProblem } from '../../kit/late-problem.ts';
import { CloseIcon, DownIcon } from '../../kit/pictures/icons.ts';
import type { Message, OpenChat } from '../../net/wire.ts';
import { useInside } from '../../store/context.ts';
import { mostUnread } from '../../store/world/world.ts';
import { insideWords } from '../../words/en/inside.ts';
import type { Problem } from '../../words/en/problems.ts';
import { unreadWords } from '../../words/en/unread.ts';

interface UnreadBarProps {
  chat: OpenChat;
  /** The first message that was unread. */
  line: Message;
  onPutAway(): void;
}

/** How much is unread and since when, to go to where it begins, wherever one is in the talk. Escape puts it away. */
export function UnreadBar({ chat, line, onPutAway }: UnreadBarProps) {
  const inside = useInside();
  const bar = useRef<HTMLDivElement>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const text = describe(chat.unread, insideWords.when(line.created_at, new Date()));
  // Said once: the number goes down as one reads, and would be read out each time.
  const [said, setSaid] = useState('');
  useEffect(() => setSaid(text), []);

  useEffect(() => {
    const gone = new AbortController();
    const onKeyDown = (event: Event) => {
      const { key, isComposing } = event as KeyboardEvent;
      if (key === 'Escape' && !isComposing && !event.defaultPrevented) onPutAway();
    };
    bar.current?.closest('.talk')?.addEventListener('keydown', onKeyDown, { signal: gone.signal });
    return () => gone.abort();
  }, [onPutAway]);

  // Whoever pressed a button of it reads on in the talk.
  useLayoutEffect(() => {
    const own = bar.current;
    const log = own?.parentElement?.querySelector<HTMLElement>('.log');
    return () => {
      if (own?.contains(document.activeElement)) log?.focus({ preventScroll: true });
    };
  }, []);

  const goThere = async () => setProblem(await inside.messages.goTo(chat.uri, line.id));

  const markRead = () => {
    inside.presence.markRead(chat.uri, chat.last_message?.id ?? line.id);
    onPutAway();
  };

  return html`
    <div class="unread-bar" ref=${bar}>
      <button type="button" class="unread-since" onClick=${goThere}>${chat.unread === 0 && html`<${DownIcon} />`}${text}</button>
      ${
        chat.unread > 0
          ? html`<button type="button" class="unread-done" onClick=${markRead}>${unreadWords.markRead}</button>`
          : html`<button type="button" class="icon-button" aria-label=${unreadWords.close} onClick=${onPutAway}><${CloseIcon} /></button>`
      }
      <${LateProblem} problem=${problem} />
      <span class="visually-hidden" role="status">${said}</span>
    </div>
  `;
}

function describe(unread: number, since: string): string {
  if (unread === 0) return unreadWords.read(since);
  return unread < mostUnread ? unreadWords.unread(unread, since) : unreadWords.unreadAtMost(since);
}
