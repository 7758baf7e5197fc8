import type { oas31 } from 'zod-openapi';
import { type Call, callsOf, isSame } from './calls.ts';
import { type Html, html, prose } from './html.ts';
import { address, operation } from './operation.ts';

/** The calls of one part of the contract. */
interface Group {
  id: string;
  name: string;
  description: string;
  calls: Call[];
}

/** All calls of a document, as sections and as the list that leads to them. */
export function reference(document: oas31.OpenAPIObject): { sections: Html; contents: Html } {
  const calls = callsOf(document);
  const groups = (document.tags ?? []).map(({ name, description = '' }) => ({
    id: `calls-${name.toLowerCase()}`,
    name,
    description,
    calls: calls.filter(({ tag }) => tag === name),
  }));
  return { sections: html`${groups.map(section)}`, contents: html`${groups.map(entry)}` };
}

function section({ id, name, description, calls }: Group): Html {
  return html`
<section class="group" id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${name}</h2>
<p>${prose(description)}</p>
${calls.map((call, index) =>
  operation(
    call,
    calls.slice(0, index).find((earlier) => isSame(earlier, call)),
  ),
)}
</section>`;
}

function entry({ id, name, calls }: Group): Html {
  return html`<li><a href="#${id}">${name}</a><ul>${calls.map((call) => html`<li><a href="#${call.id}">${address(call)}</a></li>`)}</ul></li>`;
}
