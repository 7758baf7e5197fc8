/** Markup that is safe to send: everything in it was escaped, or is our own. */
export interface Html {
  readonly markup: string;
}

export type Content = Html | string | number | false | null | undefined | readonly Content[];

/** Markup from a template: texts in it are escaped, markup and lists of it stand as they are, and what is absent is left out. */
export function html(strings: TemplateStringsArray, ...values: Content[]): Html {
  const pieces = values.map((value, index) => markupOf(value) + (strings[index + 1] ?? ''));
  return { markup: (strings[0] ?? '') + pieces.join('') };
}

/** Markup of our own that no template made: a script, a style. */
export const ownMarkup = (markup: string): Html => ({ markup });

/** A text of the contract's: words between backticks are code, and apostrophes are set as such. */
export function prose(text: string): Html {
  const parts = text.split('`');
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part.replace(/(?<=\p{L})'/gu, '’')))}`;
}

function markupOf(value: Content): string {
  if (value === false || value === null || value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return 'markup' in value ? value.markup : value.map(markupOf).join('');
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? '');
}
