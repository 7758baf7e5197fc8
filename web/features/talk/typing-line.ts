import '../../kit/parts/inside-pages.ts';
import { html } from 'htm/preact';
import type { User } from '../../net/wire.ts';
import { useStore } from '../../store/context.ts';
import type { OpenChatView } from '../../store/state.ts';
import { useValue } from '../../store/use-value.ts';
import { typing as words } from '../../words/en/typing.ts';

interface TypingLineProps {
  view: OpenChatView;
  me: User;
}

/** Who is typing. Not read out: it would interrupt those who listen every few seconds. */
export function TypingLine({ view, me }: TypingLineProps) {
  const { state } = useStore();
  const line = useValue(state.line);
  const { presence, chat } = view;
  const typing = new Set(presence.typing);
  typing.delete(me.username);
  // Without a line nobody would tell that it is over.
  if (typing.size === 0 || line !== 'up') return null;
  const names = chat.members
    .filter(({ username }) => typing.has(username))
    .map((member) => member.display_name);
  if (names.length === 0) return null;
  return html`<p class="typing"><bdi class="one-line">${words(names)}</bdi></p>`;
}
