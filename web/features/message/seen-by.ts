import { html } from 'htm/preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Avatar } from '../../kit/pictures/avatar.ts';
import type { User } from '../../net/wire.ts';
import { messageWords } from '../../words/en/message.ts';

/** Who has read a message, as far as one is told; null: nothing, as one does not tell it either. */
export function SeenBy({ readers }: { readers: readonly User[] | null }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  const { heading: title, none, untold } = messageWords.seen;
  return html`
    <div class="menu-form">
      <h2 ref=${heading} tabindex="-1">${title}</h2>
      ${
        readers?.length
          ? html`
              <ul class="members" aria-label=${title}>
                ${readers.map(
                  (user) => html`
                    <li class="member" key=${user.id}>
                      <${Avatar} user=${user} />
                      <bdi class="member-name one-line">${user.display_name}</bdi>
                    </li>
                  `,
                )}
              </ul>
            `
          : html`<p>${readers ? none : untold}</p>`
      }
    </div>
  `;
}
