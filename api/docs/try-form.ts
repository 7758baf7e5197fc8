import type { Call } from './calls.ts';
import type { Field } from './fields.ts';
import { type Html, html } from './html.ts';

/** A form that makes the call from the page. Without scripts it is not there: it could not send a token. */
export function tryForm({ id, method, path, token, fields }: Call): Html {
  return html`
<details class="try" data-try hidden>
<summary>Try it</summary>
<form data-method="${method}" data-path="${path}" data-token="${token}" autocomplete="off">
<p class="try-who" data-who></p>
${fields.length > 0 && html`<div class="try-fields">${fields.map((field) => fieldOf(id, field))}</div>`}
<div class="try-end"><button class="button button-primary">Send</button>
<button type="button" class="button button-quiet" data-stop hidden>Stop</button></div>
<p class="try-status" data-status role="status"></p>
<div class="try-answer" data-answer></div>
</form>
</details>`;
}

function fieldOf(callId: string, field: Field): Html {
  const id = `${callId}-${field.where}-${field.name}`;
  return html`<div class="field"><label for="${id}"><code>${field.name}</code>${!field.isRequired && html` <span class="quiet">optional</span>`}</label>${inputOf(id, field)}</div>`;
}

function inputOf(id: string, { name, where, kind, choices, example }: Field): Html {
  const known = html`id="${id}" name="${name}" data-where="${where}"`;
  const value = example === undefined ? '' : String(example);
  switch (kind) {
    case 'choice':
      return html`<select ${known}>${['', ...choices].map((choice) => option(choice, value))}</select>`;
    case 'boolean':
      return html`<select ${known} data-kind="boolean">${['', 'true', 'false'].map((choice) => option(choice, value))}</select>`;
    case 'file':
      return html`<input ${known} type="file">`;
    case 'password':
      return html`<input ${known} type="password" autocomplete="new-password" value="${value}">`;
    case 'number':
      return html`<input ${known} data-kind="number" inputmode="numeric" value="${value}">`;
    default:
      return html`<input ${known} value="${value}">`;
  }
}

function option(choice: string, chosen: string): Html {
  return html`<option${choice === chosen && html` selected`}>${choice}</option>`;
}
