import { html } from 'htm/preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { TextField } from '../../kit/forms/text-field.ts';
import { messageWords } from '../../words/en/message.ts';

/** The link of a message, selected, where the browser does not let the page copy it. It can't be typed over. */
export function LinkField({ link }: { link: string }) {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.select(), []);
  const { label, hint } = messageWords.link;
  const selectAgain = () => {
    if (field.current) field.current.value = link;
    field.current?.select();
  };
  return html`
    <div class="menu-form">
      <${TextField} label=${label} hint=${hint} name="link" value=${link} onValue=${selectAgain} inputRef=${field} />
    </div>
  `;
}
