import { html } from 'htm/preact';
import { useEffect } from 'preact/hooks';
import { lazy } from '../components/lazy.ts';
import { Page } from '../components/page.ts';
import { useStore } from '../store/context.ts';
import { useValue } from '../store/use-value.ts';
import type { User } from '../wire.ts';
import { words } from '../words.ts';
import { Notice } from './notice.ts';

/** Fetched apart: the start page has no use for it. */
const loadChat = () => import('./chat.ts').then((part) => part.Chat);
const Chat = lazy(loadChat);
const Invitation = lazy(() => import('../panels/entry/invitation.ts').then((part) => part.Invitation));

/** A chat's address, in whichever stage between the link and the talk one is. */
export function ChatPlace({ me }: { me: User | undefined }) {
  const { state } = useStore();
  const room = useValue(state.room);
  // While the talk is on its way, so that there is no second wait. A failure is shown where the part is to stand.
  useEffect(() => void (me && loadChat().catch(() => null)), [me !== undefined]);
  // By the chat and not by its uri, which may change under those who are in it.
  if (room?.stage === 'open' && me) return html`<${Chat} key=${room.chat.id} room=${room} me=${me} />`;
  if (room?.stage === 'invited') return html`<${Invitation} key=${room.uri} preview=${room.preview} />`;
  if (room?.stage === 'refused') {
    // Not to be found without logging in: it may still be a private chat of one's own.
    if (!me) return html`<${Invitation} preview=${null} />`;
    return html`<${Notice} ...${words.refusals[room.refusal]} />`;
  }
  return html`
    <${Page} title=${words.chat.opening}>
      <p class="quiet" role="status">${words.chat.opening}</p>
    <//>
  `;
}
