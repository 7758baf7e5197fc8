import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { useActions } from '../../store/context.ts';
import { type Problem, problemText } from '../../words/en/problems.ts';
import { settingsWords } from '../../words/en/settings.ts';
import { createSettingsActions } from './settings-actions.ts';

/** Whether one's address is confirmed, and the mail that does it once more. */
export function EmailState({ isConfirmed }: { isConfirmed: boolean }) {
  const { sendConfirmation } = useActions(createSettingsActions);
  const [came, setCame] = useState<'sent' | Problem | null>(null);
  const words = settingsWords.email;
  if (isConfirmed) return html`<p class="field-hint">${words.confirmed}</p>`;
  const send = async () => setCame((await sendConfirmation()) ?? 'sent');
  const note = came === 'sent' ? words.sent : problemText(came);
  return html`
    <div class="form-end">
      <p class="field-hint">${words.unconfirmed}</p>
      <button type="button" class="button button-quiet" onClick=${send}>${words.again}</button>
      <p role="status">${note}</p>
    </div>
  `;
}
