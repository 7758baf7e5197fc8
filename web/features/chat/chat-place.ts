import { html } from 'htm/preact';
import type { User } from '../../net/wire.ts';
import { useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { DeadEnd, Outsider } from '../entry/door.ts';
import { Chat } from './chat.ts';
import { Opening } from './opening.ts';

/** A chat's address, in whichever stage between the link and the talk one is. */
export function ChatPlace({ me }: { me: User }) {
  const { state } = useStore();
  const view = useValue(state.view);
  // By the chat and not by its uri, which may change under those who are in it.
  if (view?.stage === 'open') return html`<${Chat} key=${view.chat.id} view=${view} me=${me} />`;
  if (view?.stage === 'refused') return html`<${DeadEnd} of=${view.refusal} by=${view.by} />`;
  if (view?.stage === 'outside') {
    return html`<${Outsider} key=${view.uri} preview=${view.preview} hasLeft=${view.hasLeft} />`;
  }
  return html`<${Opening} uri=${view?.uri} me=${me} />`;
}
