import { html } from 'htm/preact';
import type { User } from '../../net/wire.ts';
import avatars from './avatars.svg';

/** The person's picture; a deleted user's is 0, which shows nobody. Decoration: the name stands beside it. */
export function Avatar({ user }: { user: Pick<User, 'avatar'> }) {
  return html`<svg class="avatar" aria-hidden="true"><use href="${avatars}#a${user.avatar}" /></svg>`;
}
