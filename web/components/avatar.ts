import { html } from 'htm/preact';
import avatars from '../avatars.svg';
import type { User } from '../wire.ts';

/** The person's picture; a deleted user's is 0, which shows nobody. Decoration: the name stands beside it. */
export function Avatar({ user }: { user: Pick<User, 'avatar'> }) {
  return html`<svg class="avatar" aria-hidden="true"><use href="${avatars}#a${user.avatar}" /></svg>`;
}
