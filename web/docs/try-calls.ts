import { docsWords as words } from '../words/en/docs.ts';
import { readAnswer } from './answer.ts';
import { make, one } from './elements.ts';
import { carried, type FoundValues, valuesIn } from './found-values.ts';
import { type Entry, requestOf } from './request.ts';
import type { WhoAsks } from './who.ts';

type Input = HTMLInputElement | HTMLSelectElement;

/** Shows the forms that send calls, and makes them do it. */
export function startTrying(root: Document, who: WhoAsks): void {
  for (const details of root.querySelectorAll<HTMLDetailsElement>('[data-try]')) {
    details.hidden = false;
    const form = one<HTMLFormElement>(details, 'form');
    // Filled when it is first seen: there are some sixty of them.
    details.addEventListener('toggle', () => who.onChange(() => showWho(form, who)), { once: true });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void send(form, who);
    });
    form.addEventListener('input', ({ target }) => {
      // What a person wrote is not to be overwritten by what comes back.
      if (target instanceof HTMLElement) target.dataset.isOwn = 'yes';
    });
  }
}

function showWho(form: HTMLFormElement, who: WhoAsks): void {
  const place = one(form, '[data-who]');
  if (form.dataset.token === 'none') return;
  const change = make('a', { href: '#who' }, words.change);
  const text = words.askedAs(who.now.name);
  place.replaceChildren(text, change);
  if (who.now.token !== null) return;
  const comeIn = make('button', { type: 'button', class: 'link-button' }, words.comeIn);
  comeIn.addEventListener('click', async () => {
    await who.comeIn();
    // It is gone by now, and whoever pressed it is to stand somewhere.
    one(form, '.try-end button').focus();
  });
  place.append(' ', comeIn);
}

async function send(form: HTMLFormElement, who: WhoAsks): Promise<void> {
  const { method = 'GET', path = '', token: needs } = form.dataset;
  const { address, init } = requestOf({ method, path, entries: entriesOf(form) });
  const { token, name } = who.now;
  if (method === 'DELETE' && !(await isMeant(words.ask(method, address, name)))) return;
  const [status, place, stop] = [
    one(form, '[data-status]'),
    one(form, '[data-answer]'),
    one<HTMLButtonElement>(form, '[data-stop]'),
  ];
  const over = new AbortController();
  stop.hidden = false;
  stop.onclick = () => over.abort();
  status.textContent = words.sending;
  place.replaceChildren();
  const headers = new Headers(init.headers);
  if (needs !== 'none' && token)
    headers.set('Authorization', `${needs === 'metrics' ? 'Bearer' : 'JWT'} ${token}`);
  const begin = performance.now();
  try {
    // What the server says now, and nothing that the browser has kept.
    const answer = await fetch(address, { ...init, headers, cache: 'no-store', signal: over.signal });
    const ms = Math.round(performance.now() - begin);
    const { shown, body } = await readAnswer(answer);
    status.textContent = words.status(answer.status, answer.statusText, ms);
    status.dataset.ok = String(answer.ok);
    place.replaceChildren(...shown);
    if (answer.ok) carry(valuesIn(body));
  } catch {
    status.textContent = over.signal.aborted ? words.stopped : words.unreached;
    status.dataset.ok = 'false';
  } finally {
    stop.hidden = true;
  }
}

function entriesOf(form: HTMLFormElement): Entry[] {
  return [...form.querySelectorAll<Input>('[data-where]')].map((input) => {
    const file = (input instanceof HTMLInputElement && input.files?.[0]) || null;
    const where =
      input.dataset.where === 'path' || input.dataset.where === 'query' ? input.dataset.where : 'body';
    return { name: input.name, where, kind: input.dataset.kind ?? '', value: file ? '' : input.value, file };
  });
}

/** Into the forms of other calls, where nobody has written something else. */
function carry(values: FoundValues): void {
  for (const name of carried) {
    const value = values[name];
    // A body's `name` is a title and no image.
    const where = name === 'message_id' || name === 'cursor' ? '' : '[data-where="path"]';
    if (value === undefined) continue;
    for (const input of document.querySelectorAll<HTMLInputElement>(`input[name="${name}"]${where}`)) {
      if (!input.dataset.isOwn) input.value = value;
    }
  }
}

/** Asks in a dialog, and tells what was chosen. */
function isMeant(question: string): Promise<boolean> {
  const dialog = one<HTMLDialogElement>(document, '[data-ask-first]');
  one(dialog, '[data-ask-text]').textContent = question;
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'send'), { once: true });
  });
}
