import { html } from 'htm/preact';
import type { TargetedInputEvent, TargetedSubmitEvent } from 'preact';
import { useId, useState } from 'preact/hooks';
import { searchWords } from '../../words/en/search.ts';

/** A day to go to, as `YYYY-MM-DD`. It is gone to on demand: what is typed is a day of some year at every digit. */
export function DayForm({ onGo }: { onGo(day: string): void }) {
  const id = useId();
  const [day, setDay] = useState('');
  const onSubmit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onGo(day);
  };
  return html`
    <form class="field day-form" onSubmit=${onSubmit}>
      <label for=${id}>${searchWords.day}</label>
      <div class="field-box">
        <input
          id=${id}
          type="date"
          required
          value=${day}
          onInput=${(event: TargetedInputEvent<HTMLInputElement>) => setDay(event.currentTarget.value)}
        />
        <button type="submit" class="button button-quiet">${searchWords.go}</button>
      </div>
    </form>
  `;
}
