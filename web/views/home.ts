import { html } from 'htm/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ChatList } from '../components/chat-list.ts';
import { NewChatIcon } from '../components/icons.ts';
import { LineBadge } from '../components/line-badge.ts';
import { Page } from '../components/page.ts';
import { ProblemNote } from '../components/problem-note.ts';
import { useStore } from '../store/context.ts';
import { useValue } from '../store/use-value.ts';
import type { User } from '../wire.ts';
import { words } from '../words.ts';

/** The start page for someone who is logged in: a new chat, or one of theirs. */
export function Home({ me }: { me: User }) {
  const { state, actions } = useStore();
  const chats = useValue(state.chats);
  const start = useRef<HTMLButtonElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isStarting, setIsStarting] = useState(false);
  useEffect(() => start.current?.focus({ preventScroll: true }), []);

  const startChat = async () => {
    if (isStarting) return;
    setIsStarting(true);
    const found = await actions.chats.startChat();
    setIsStarting(false);
    setProblem(found?.general ?? null);
  };

  return html`
    <${Page} title=${words.home.chats} class="home">
      <div class="home-head">
        <h1>${words.home.chats}</h1>
        <${LineBadge} />
        <button
          type="button"
          class="button button-primary"
          ref=${start}
          aria-disabled=${isStarting ? 'true' : undefined}
          onClick=${startChat}
        >
          <${NewChatIcon} />${isStarting ? words.home.starting : words.home.start}
        </button>
      </div>
      <${ProblemNote} text=${problem} />
      ${chats === null && html`<p class="quiet">${words.home.loading}</p>`}
      ${chats?.length === 0 && html`<p class="card quiet">${words.home.none}</p>`}
      ${chats && chats.length > 0 && html`<${ChatList} chats=${chats} me=${me} />`}
    <//>
  `;
}
