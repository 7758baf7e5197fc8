import { html } from 'htm/preact';
import type { User } from '../wire.ts';

/** 15 avatars around the colour wheel. */
const degreesApart = 24;

/** The person's initial on the person's colour. Decoration: the name stands beside it. */
export function Avatar({ user }: { user: User }) {
  const [initial = '?'] = user.display_name.trim();
  return html`
    <span class="avatar" style=${{ '--hue': String(user.avatar * degreesApart) }} aria-hidden="true">
      ${initial.toLocaleUpperCase()}
    </span>
  `;
}
