import { html } from 'htm/preact';
import type { User } from '../../net/wire.ts';
import { useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { Notice, Outsider } from '../entry/door.ts';
import { Chat } from './chat.ts';
import { Opening } from './opening.ts';

/** A chat's address, in whichever stage between the link and the talk one is. */
export function ChatPlace({ me }: { me: User }) {
  const { state } = useStore();
  const room = useValue(state.room);
  // By the chat and not by its uri, which may change under those who are in it.
  if (room?.stage === 'open') return html`<${Chat} key=${room.chat.id} room=${room} me=${me} />`;
  if (room?.stage === 'refused') return html`<${Notice} of=${room.refusal} />`;
  if (room?.stage === 'outside') {
    return html`<${Outsider} key=${room.uri} preview=${room.preview} hasLeft=${room.hasLeft} />`;
  }
  return html`<${Opening} />`;
}
