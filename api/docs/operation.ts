import type { Answer, Call } from './calls.ts';
import { code, json, plain } from './code.ts';
import { curlLine } from './curl.ts';
import type { Field } from './fields.ts';
import { type Content, type Html, html, prose } from './html.ts';
import { tryForm } from './try-form.ts';

const tokens: Record<Call['token'], string> = {
  none: 'Open to all',
  optional: 'Open; shows more to whoever is logged in',
  required: 'For whoever is logged in',
  metrics: 'For whoever has the server’s METRICS_TOKEN',
};

/** One call: what it is for, what it takes and answers, its line for curl, and a form to try it. */
export function operation(call: Call, sameAs: Call | undefined): Html {
  const { id, method, summary, description, token, fields, answers, refusals } = call;
  return html`
<section class="call" id="${id}" aria-labelledby="${id}-title">
<h3 id="${id}-title">${address(call)}<a class="anchor" href="#${id}" aria-label="Link to ${method} ${call.path}">#</a></h3>
${
  sameAs
    ? html`<p>Another name of <a href="#${sameAs.id}">${address(sameAs)}</a>.</p>${line(call)}`
    : html`
<p class="call-summary">${prose(ended(summary))} <span class="quiet">${tokens[token]}.</span></p>
${description !== '' && html`<p>${prose(description)}</p>`}
${line(call)}
${fields.length > 0 && html`<dl class="fields">${fields.map(fieldRow)}</dl>`}
${answers.length > 0 && html`<dl class="answers">${answers.map(answerRow)}</dl>`}
<p class="refusals">Refused with ${refusals.map((status, index) => html`${index > 0 && ' '}<a href="#status-${status}">${status}</a>`)}.</p>`
}
${tryForm(call)}
</section>`;
}

function line(call: Call): Html {
  return code(curlLine(call), { name: `${call.method} ${call.path} with curl`, id: `curl-${call.id}` });
}

/** A method and a path, which may be broken behind each of its parts. */
export function address({ method, path }: Pick<Call, 'method' | 'path'>): Html {
  const parts: Content[] = path
    .split(/(?<=\/)(?=.)/)
    .map((part, index) => html`${index > 0 && html`<wbr>`}${part}`);
  return html`<span class="method method-${method.toLowerCase()}">${method}</span> <code class="path">${parts}</code>`;
}

const places: Record<Field['where'], string> = { path: 'in the path', query: 'in the query', body: '' };

function fieldRow({ name, where, isRequired, type, description }: Field): Html {
  const notes = [places[where], where === 'body' && isRequired ? 'required' : ''].filter(Boolean).join(', ');
  return html`<div><dt><code>${name}</code>${notes !== '' && html` <span class="quiet">${notes}</span>`}</dt><dd>${type !== '' && html`${prose(capital(type))}. `}${prose(description)}</dd></div>`;
}

function answerRow({ status, description, mediaTypes, example, streams }: Answer): Html {
  const kinds = mediaTypes.filter((type) => type !== 'application/json');
  const words = html`${prose(description)}${kinds.length > 0 && html` <code>${mediaTypes.join(', ')}</code>`}`;
  return html`<div><dt><span class="status">${status}</span></dt><dd>${
    example === undefined
      ? words
      : html`<details><summary>${words} <span class="quiet">An example</span></summary>${json(example, `Example of ${status}`)}</details>`
  }${streams.map(streamDetails)}</dd></div>`;
}

function streamDetails({ mediaType, description, example }: Answer['streams'][number]): Html {
  return html`<details><summary><code>${mediaType}</code> ${prose(description)} <span class="quiet">How it begins</span></summary>${plain(example, `How ${mediaType} begins`)}</details>`;
}

/** Some summaries are questions. */
const ended = (text: string) => (text.endsWith('?') ? text : `${text}.`);

const capital = (text: string) => text.replace(/^[a-z]/, (letter) => letter.toUpperCase());
