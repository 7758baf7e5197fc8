import { html } from 'htm/preact';
import type { User } from '../../net/wire.ts';
import { useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { DeadEnd, Outsider } from '../entry/inside-door.ts';
import { Chat } from './chat.ts';

/** A chat's address, in whichever stage between the link and the talk one is. */
export function ChatPlace({ me }: { me: User }) {
  const { state } = useStore();
  const view = useValue(state.view);
  if (view?.stage === 'refused') return html`<${DeadEnd} of=${view.refusal} by=${view.by} />`;
  if (view?.stage === 'outside') {
    return html`<${Outsider} key=${view.uri} preview=${view.preview} hasLeft=${view.hasLeft} />`;
  }
  return html`<${Chat} uri=${view?.uri} view=${view?.stage === 'open' ? view : null} me=${me} />`;
}
