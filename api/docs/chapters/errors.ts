import { meanings } from '../../http/schema/refusals.ts';
import { json } from '../code.ts';
import { html, prose } from '../html.ts';
import type { Chapter } from './chapter.ts';

const rows = Object.entries(meanings).map(
  ([status, meaning]) =>
    html`<div id="status-${status}"><dt><span class="status">${status}</span></dt><dd>${prose(meaning)}</dd></div>`,
);

export const errors: Chapter = {
  id: 'errors',
  title: 'Errors',
  body: html`
<p>A refusal has a sentence for people and a <code>code</code> for programs, which stays as it is. Where fields are wrong, all of them are told at once, each with its sentences.</p>
${json({ detail: 'Not found.', code: 'not_found' }, 'A refusal')}
${json({ username: ['A user with that username already exists.'], password: ['This password is too common.'] }, 'Fields that are wrong')}
<dl class="answers">${rows}</dl>
<p>What to do: 400 and 422 are the caller’s to mend. On 401 log in again; <code>WWW-Authenticate</code> says so too. 403 and 404 stay what they are until somebody changes a right. On 410 take a new cursor, or ask for a new invite. On 429 and 503 wait as long as <code>Retry-After</code> says, in whole seconds, and ask again; a send with a <code>client_id</code> is safe to repeat. A method that a path does not have is a 405 with <code>Allow</code>. There is no 500 for anything that you can send; should you meet one, its <code>X-Request-ID</code> finds it in the server’s log.</p>`,
};
