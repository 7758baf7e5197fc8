import { pagePath } from '../../net/paths.ts';
import '../../kit/parts/form-parts.ts';
import '../../kit/parts/panel-parts.ts';
import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Link } from '../../kit/links/link.ts';
import { Page } from '../../kit/page/page.ts';
import { BackIcon } from '../../kit/pictures/icons.ts';
import type { User } from '../../net/wire.ts';
import { insideWords } from '../../words/en/inside.ts';
import { settingsWords } from '../../words/en/settings.ts';
import { OwnReports } from '../reports/own-door.ts';
import { Staff } from '../staff/door.ts';
import { AlertChoice } from './alert-choice.ts';
import { Blocked } from './blocked.ts';
import { DeleteAccount } from './delete-account.ts';
import { Language } from './language.ts';
import { LogOut } from './log-out.ts';
import { Look } from './look.ts';
import { Moods } from './moods.ts';
import { PasswordForm } from './password-form.ts';
import { ProfileForm } from './profile-form.ts';
import { ReadReceipts } from './read-receipts.ts';
import { StaffEntry } from './staff-entry.ts';
import { UpgradeForm } from './upgrade-form.ts';
import { Writing } from './writing.ts';

export { LogOutQuestion } from './log-out-question.ts';

/** What one may decide about oneself and about this device; in its place, what staff look after. */
export function Settings({ me }: { me: User }) {
  const [isStaffOpen, setIsStaffOpen] = useState(false);
  return isStaffOpen
    ? html`<${Staff} me=${me} onClose=${() => setIsStaffOpen(false)} />`
    : html`<${Choices} me=${me} onStaff=${() => setIsStaffOpen(true)} />`;
}

function Choices({ me, onStaff }: { me: User; onStaff(): void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const upgrade = useRef<HTMLInputElement>(null);
  const [newUsername, setNewUsername] = useState<string | null>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  // The form is gone then, and its word of success and the focus with it.
  const welcome = (username: string) => {
    setNewUsername(username);
    heading.current?.focus();
  };
  return html`
    <${Page} title=${settingsWords.title} class="settings">
      <div class="settings-head">
        <${Link} class="icon-button" href=${pagePath.home} aria-label=${insideWords.chat.back}><${BackIcon} /><//>
        <h1 ref=${heading} tabindex="-1">${settingsWords.title}</h1>
      </div>
      <p class="settings-news" role="status">${newUsername && settingsWords.upgrade.made(newUsername)}</p>
      ${me.is_guest && html`<${UpgradeForm} firstField=${upgrade} onDone=${welcome} />`}
      ${!me.is_guest && html`<${StaffEntry} onOpen=${onStaff} />`}
      <${ProfileForm} me=${me} />
      <${Language} />
      <${Look} />
      <${Writing} />
      <${Moods} />
      <${AlertChoice} />
      <${ReadReceipts} />
      ${!me.is_guest && html`<${PasswordForm} me=${me} />`}
      <${Blocked} />
      <${OwnReports} />
      <${LogOut} me=${me} />
      <${DeleteAccount} me=${me} onMakeAccount=${() => upgrade.current?.focus()} />
    <//>
  `;
}
