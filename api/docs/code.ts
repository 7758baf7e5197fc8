import { type Html, html, ownMarkup } from './html.ts';

/** Where examples expect the server; the page puts its own address there. */
export const exampleOrigin = 'http://localhost:8000';

/** Something to copy, with a button that does. What it is called is read out with it. */
export function code(text: string, { name, id }: { name: string; id?: string }): Html {
  const [before, ...after] = text.split(exampleOrigin);
  const origin = html`<span data-origin>${exampleOrigin}</span>`;
  // Scrolled by the keyboard as well, as a line may be longer than a screen is wide.
  return html`<div class="code"><pre tabindex="0" role="group" aria-label="${name}"><code${id ? html` id="${id}"` : ownMarkup('')}>${before}${after.map((rest) => [origin, rest])}</code></pre><button type="button" class="copy" data-copy hidden>Copy</button></div>`;
}

/** JSON as one reads it. */
export const json = (value: unknown, name: string): Html => plain(readable(value), name);

/** Something to read and not to copy. */
export function plain(text: string, name: string): Html {
  return html`<div class="code"><pre tabindex="0" role="group" aria-label="${name}"><code>${text}</code></pre></div>`;
}

/** Longer is put on a line for each of its parts. */
const maxWidth = 64;

function readable(value: unknown, indent = ''): string {
  const flat = onOneLine(value);
  if (typeof value !== 'object' || value === null || indent.length + flat.length <= maxWidth) return flat;
  const deeper = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((part) => deeper + readable(part, deeper))
    : Object.entries(value).map(([name, part]) => `${deeper}"${name}": ${readable(part, deeper)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value).map(([name, part]) => `"${name}": ${onOneLine(part)}`);
  return parts.length > 0 ? `{ ${parts.join(', ')} }` : '{}';
}
