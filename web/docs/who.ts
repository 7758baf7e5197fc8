import { browserStorage } from '../browser/storage.ts';
import { apiPath } from '../net/paths.ts';
import { createSessionKeeper } from '../store/session/kept-session.ts';
import { docsWords as words } from '../words/en/docs.ts';
import { one } from './elements.ts';

/** Whose token the calls of this page carry. */
export interface Who {
  token: string | null;
  /** As one says it. */
  name: string;
}

/** What this tab remembers of its guest; nothing of anybody else. */
const guestKey = 'holdline.docs.guest';

/** Lets a person choose who asks, and tells who it is. Only a guest of this page's own is remembered, until the tab is closed. */
export class WhoAsks {
  #who: Who = { token: null, name: words.nobody };
  readonly #changed: ((who: Who) => void)[] = [];
  readonly #session = createSessionKeeper(browserStorage(window), Date.now);
  /** Read anew for each call, as the page of this server may have got another token meanwhile. */
  #isMe = false;

  constructor(section: HTMLElement) {
    section.hidden = false;
    const now = one(section, '[data-who-now]');
    const asNobody = one<HTMLButtonElement>(section, '[data-as-nobody]');
    this.onChange(({ token, name }) => {
      now.textContent = name;
      asNobody.hidden = token === null;
    });
    asNobody.addEventListener('click', () => this.#become({ token: null, name: words.nobody }));
    one(section, '[data-as-guest]').addEventListener('click', () => this.comeIn());
    this.#offerMe(one<HTMLButtonElement>(section, '[data-as-me]'));
    this.#takePasted(one<HTMLFormElement>(section, '[data-as-pasted]'));
    const kept = readGuest();
    if (kept) this.#become(kept);
  }

  get now(): Who {
    const session = this.#isMe ? this.#session.read() : null;
    return session ? { ...this.#who, token: session.token } : this.#who;
  }

  /** Calls back now and with every change. */
  onChange(callback: (who: Who) => void): void {
    this.#changed.push(callback);
    callback(this.now);
  }

  /** A new guest, who asks from then on. */
  async comeIn(): Promise<void> {
    const nickname = words.nickname(1000 + Math.floor(Math.random() * 9000));
    const body = JSON.stringify({ nickname });
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(apiPath.guests, { method: 'POST', headers, body }).catch(() => null);
    if (!answer?.ok) return this.#become({ token: null, name: words.noGuest(answer?.status ?? 0) });
    const { token } = (await answer.json()) as { token: string };
    this.#become({ token, name: words.guest(nickname) });
    keepGuest(this.#who);
  }

  #become(who: Who, isMe = false): void {
    keepGuest(null);
    this.#who = who;
    this.#isMe = isMe;
    for (const callback of this.#changed) callback(this.now);
  }

  /** Nobody's session is used unasked. */
  #offerMe(button: HTMLButtonElement): void {
    const user = this.#session.read()?.user;
    if (!user) return;
    button.hidden = false;
    button.textContent = words.asMe(user.display_name);
    button.addEventListener('click', () => {
      const session = this.#session.read();
      if (session) this.#become({ token: session.token, name: words.me(session.user.display_name) }, true);
    });
  }

  #takePasted(form: HTMLFormElement): void {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const input = one<HTMLInputElement>(form, 'input');
      // As it stands in a header or in an answer's quotes.
      const token = input.value.trim().replace(/^(JWT|Bearer|Token)\s+|^"|"$/gi, '');
      if (token !== '') this.#become({ token, name: words.pasted });
      input.value = '';
    });
  }
}

function readGuest(): Who | null {
  try {
    const { token, name }: Partial<Who> = Object(JSON.parse(sessionStorage.getItem(guestKey) ?? 'null'));
    return typeof token === 'string' && typeof name === 'string' ? { token, name } : null;
  } catch {
    // Refused, or not written by us: as if there were none.
    return null;
  }
}

function keepGuest(who: Who | null): void {
  try {
    if (who) sessionStorage.setItem(guestKey, JSON.stringify(who));
    else sessionStorage.removeItem(guestKey);
  } catch {
    // Refused: the guest lasts as long as the page.
  }
}
