import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';

/**
 * An address begins with http:, https: or www. and ends before the punctuation of the sentence around it. Parentheses
 * belong to it in pairs. Nothing else becomes a link, so no script can be one.
 */
const address =
  /(\b(?:https?:\/\/|www\.)(?:\([^\s()<>]*\)|[^\s()<>])*(?:\([^\s()<>]*\)|[^\s()<>.,:;!?'"”’»…\]}*]))/i;

/** The text as it was written, with its addresses as links; `between` draws what stands between those. */
export function linkedText(
  text: string,
  between: (part: string) => ComponentChildren = (part) => part,
): ComponentChildren {
  return text.split(address).map((part, i) => {
    if (i % 2 === 0) return between(part);
    const href = /^www/i.test(part) ? `https://${part}` : part;
    return html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow">${part}</a>`;
  });
}
