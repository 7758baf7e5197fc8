import { html } from 'htm/preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { takeFragment } from '../../browser/take-fragment.ts';
import { Link as PageLink } from '../../kit/links/link.ts';
import { Page } from '../../kit/page/page.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import { pagePath } from '../../net/paths.ts';
import { mailWords } from '../../words/en/mail.ts';
import { problemText } from '../../words/en/problems.ts';
import { type Link, type Opened, useMailActions } from './mail-actions.ts';
import { NewPassword } from './new-password.ts';

interface MailedLinkProps {
  purpose: 'reset-password' | 'confirm-email';
}

/** Does what the link of a mail is for. Its secret is taken off the address before anything else. */
export function MailedLink({ purpose }: MailedLinkProps) {
  const [link, setLink] = useState(takeLink);
  const [opened, setOpened] = useState<Opened | null>(null);
  useEffect(() => {
    // Another link, opened in the same window, is no new page.
    const gone = new AbortController();
    const again = () => {
      if (!location.hash) return;
      setOpened(null);
      setLink(takeLink());
    };
    window.addEventListener('hashchange', again, { signal: gone.signal });
    return () => gone.abort();
  }, []);

  if (!link) return html`<${Said} key="incomplete" of="incomplete" />`;
  if (opened === 'over') return html`<${Said} key="over" of="over" />`;
  const isReset = purpose === 'reset-password';
  if (opened === 'done') return html`<${Said} key="done" of=${isReset ? 'changed' : 'confirmed'} />`;
  return isReset
    ? html`<${NewPassword} key=${link.token} link=${link} onOpened=${setOpened} />`
    : html`<${Confirming} key=${link.token} link=${link} opened=${opened} onOpened=${setOpened} />`;
}

function takeLink(): Link | null {
  const [, uid, token] = /^([\w-]+)\/([\w-]+)$/.exec(takeFragment()) ?? [];
  return uid && token ? { uid, token } : null;
}

interface ConfirmingProps {
  link: Link;
  opened: Opened | null;
  onOpened(opened: Opened | null): void;
}

function Confirming({ link, opened, onOpened }: ConfirmingProps) {
  const { confirmEmail } = useMailActions();
  useEffect(() => {
    if (opened === null) void confirmEmail(link).then(onOpened);
  }, [link, opened, onOpened, confirmEmail]);
  const words = mailWords.confirming;
  return html`
    <${Page} title=${words.title} class="dead-end">
      <h1>${words.title}</h1>
      <p role="status">${!opened && mailWords.working}</p>
      ${
        typeof opened === 'object' &&
        opened !== null &&
        html`
          <${ProblemNote} text=${problemText(opened)} />
          <button type="button" class="button button-quiet" onClick=${() => onOpened(null)}>${words.again}</button>
        `
      }
    <//>
  `;
}

/** What came of it, and the way on. */
function Said({ of }: { of: keyof typeof mailWords.said }) {
  const { title, text, on } = mailWords.said[of];
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return html`
    <${Page} title=${title} class="dead-end">
      <h1 ref=${heading} tabindex="-1">${title}</h1>
      <p>${text}</p>
      <${PageLink} class="button button-primary" href=${pagePath.home}>${on}<//>
    <//>
  `;
}
