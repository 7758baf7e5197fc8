import { html } from 'htm/preact';
import type { ComponentChildren, VNode } from 'preact';

/** Line drawings on a 24 grid, in the colour of the text around them. Decoration: what they mean is said beside them. */
function draw(lines: ComponentChildren): VNode {
  return html`
    <svg
      class="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      ${lines}
    </svg>
  `;
}

export const BackIcon = () => draw(html`<path d="M14.5 5.5 8 12l6.5 6.5" />`);

export const CloseIcon = () => draw(html`<path d="m6.5 6.5 11 11m0-11-11 11" />`);

export const CheckIcon = () => draw(html`<path d="m5 12.5 4.5 4.5L19 7.5" />`);

export const DownIcon = () => draw(html`<path d="M12 5v13m-6-5.5 6 6 6-6" />`);

export const SearchIcon = () => draw(html`<circle cx="11" cy="11" r="6.5" /><path d="m16 16 4.5 4.5" />`);

export const ImageIcon = () => draw(html`<path d="M4 5h16v14H4zm0 11 4.5-4.5L13 16l3-3 4 4M15.5 9v.01" />`);

export const ShareIcon = () => draw(html`<path d="M12 15V4m-4 4 4-4 4 4M6 12v8h12v-8" />`);

export const LinkIcon = () =>
  draw(
    html`<path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1" />`,
  );

export const PeopleIcon = () =>
  draw(html`
    <circle cx="9" cy="8.5" r="3.5" />
    <path d="M2.5 19.5c.6-3.4 3.2-5 6.5-5s5.9 1.6 6.5 5M15.5 5.3a3.5 3.5 0 0 1 0 6.4M18 14.9c2 .7 3.2 2.2 3.5 4.6" />
  `);

export const SendIcon = () => draw(html`<path d="M4.5 12 3.5 4.5 21 12 3.5 19.5zm0 0H12" />`);

export const WhisperIcon = () =>
  draw(html`<path d="M5 12h8m-8 5h5M5 7h11m3 2.5v7m-2.5-2.5 2.5 2.5 2.5-2.5" />`);

export const ShownIcon = () =>
  draw(html`
    <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" />
    <circle cx="12" cy="12" r="2.5" />
  `);

export const HiddenIcon = () =>
  draw(
    html`<path d="M2.5 9.5S5.5 15 12 15s9.5-5.5 9.5-5.5M4.8 12.8 3 15.5m6-.9-.9 3.2m6.9-3.2.9 3.2m3.3-5 1.8 2.7" />`,
  );

export const AlertIcon = () => draw(html`<path d="M12 7.5v5.5m0 3.5v.01" /><circle cx="12" cy="12" r="9" />`);

export const NewChatIcon = () =>
  draw(
    html`<path d="M12 8v6m-3-3h6M7 4h10a4 4 0 0 1 4 4v6a4 4 0 0 1-4 4h-5l-5 3.5V18a4 4 0 0 1-4-4V8a4 4 0 0 1 4-4z" />`,
  );

/** The mark of the product: a bubble with a line that is being held. */
export const Mark = () => html`
  <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <path
      class="mark-bubble"
      d="M8 3h16a6 6 0 0 1 6 6v9a6 6 0 0 1-6 6h-8.5l-6.7 5.3A1.1 1.1 0 0 1 7 28.4V24A6 6 0 0 1 2 18V9a6 6 0 0 1 6-6z"
    />
    <path class="mark-line" d="M8 13.5h10.5" />
    <circle class="mark-dot" cx="23.5" cy="13.5" r="2.3" />
  </svg>
`;
