import { html } from 'htm/preact';
import { useEffect, useId, useState } from 'preact/hooks';
import type { Profile } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { settingsWords } from '../../words/en/settings.ts';
import { createSettingsActions } from './settings-actions.ts';

/** The way to the staff's page; nothing for anybody else, and without a line. */
export function StaffEntry({ onOpen }: { onOpen(): void }) {
  const { loadProfile } = useActions(createSettingsActions);
  const [profile, setProfile] = useState<Profile | null>(null);
  const id = useId();
  useEffect(() => {
    const gone = new AbortController();
    void loadProfile(gone.signal, setProfile);
    return () => gone.abort();
  }, [loadProfile]);
  if (!profile?.is_staff) return null;
  const { heading, hint, open } = settingsWords.staff;
  return html`
    <section class="card settings-part" aria-labelledby=${id}>
      <h2 id=${id}>${heading}</h2>
      <p class="quiet">${hint}</p>
      <div class="settings-buttons">
        <button type="button" class="button button-quiet" onClick=${onOpen}>${open}</button>
      </div>
    </section>
  `;
}
