import { html } from 'htm/preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useForm } from '../../kit/forms/form.ts';
import { TextField } from '../../kit/forms/text-field.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import { useStore } from '../../store/context.ts';
import { isUnwanted } from '../../store/state.ts';
import { useValue } from '../../store/use-value.ts';
import { entryWords } from '../../words/en/entry.ts';
import { useEntryActions } from './entry-actions.ts';
import type { Way } from './way.ts';

interface GuestFormProps {
  leadsTo: 'start' | 'join';
  describedBy: string;
  onWay(way: Way): void;
  onEntered?(): void;
}

/** In with nothing but a name. Whoever was a guest before finds the name there already. */
export function GuestForm({ leadsTo, describedBy, onWay, onEntered }: GuestFormProps) {
  const { state } = useStore();
  const entry = useEntryActions();
  const farewell = useValue(state.farewell);
  const lastUser = state.lastUser.peek();
  const [nickname, setNickname] = useState(lastUser?.is_guest ? lastUser.display_name : '');
  const field = useRef<HTMLInputElement>(null);
  const headingId = useId();
  useLayoutEffect(() => field.current?.focus(), []);

  const { form, isBusy, problem, submit, generalBeside } = useForm(async () => {
    const found = await entry.enterAsGuest(nickname);
    if (!found) onEntered?.();
    return found;
  });

  const { guest, account } = entryWords;
  const note = generalBeside('nickname') ?? (isUnwanted(farewell) ? guest.expired : null);
  return html`
    <form
      class="card account-form"
      ref=${form}
      noValidate
      aria-labelledby=${headingId}
      aria-describedby=${describedBy}
      onSubmit=${submit}
    >
      <h2 id=${headingId} class="visually-hidden">${guest[leadsTo]}</h2>
      <${ProblemNote} text=${note} />
      <${TextField}
        label=${guest.nickname}
        name="nickname"
        autocomplete="nickname"
        value=${nickname}
        onValue=${setNickname}
        errors=${problem?.fields?.nickname}
        hint=${guest.hint}
        inputRef=${field}
      />
      <button type="submit" class="button button-primary" aria-disabled=${isBusy ? 'true' : undefined}>
        ${isBusy ? account.working : guest[leadsTo]}
      </button>
      <p class="account-other">
        ${guest.haveAccount}${' '}
        <button type="button" class="link-button" onClick=${() => onWay('logIn')}>${guest.logIn}</button>${' '}
        <button type="button" class="link-button" onClick=${() => onWay('signUp')}>${guest.signUp}</button>
      </p>
    </form>
  `;
}
