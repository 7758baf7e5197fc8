import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { ForgotPassword } from '../mail/forgot-door.ts';
import { AccountForm } from './account-form.ts';
import { GuestForm } from './guest-form.ts';
import type { Way } from './way.ts';

interface WayInProps {
  /** What a name alone leads to; null: it takes an account. */
  guest: 'start' | 'join' | null;
  /** The id of what says why one is asked: read out together with the form's name. */
  describedBy: string;
  /** For whoever just came in by a nickname, or by an account. The address stays the same. */
  onGuest?(): void;
  onAccount?(): void;
}

/** One field and one is in; who has an account, or wants one, finds that beside it. */
export function WayIn({ guest, describedBy, onGuest, onAccount }: WayInProps) {
  const { state } = useStore();
  const farewell = useValue(state.farewell);
  const lastUser = useValue(state.lastUser);
  const isLikelyGuest = guest !== null && (farewell === 'none' || lastUser?.is_guest === true);
  const [way, setWay] = useState<Way>(isLikelyGuest ? 'guest' : 'logIn');
  if (way === 'guest' && guest) {
    return html`<${GuestForm} leadsTo=${guest} describedBy=${describedBy} onWay=${setWay} onEntered=${onGuest} />`;
  }
  if (way === 'forgot') return html`<${ForgotPassword} onBack=${() => setWay('logIn')} />`;
  return html`
    <${AccountForm}
      isSignUp=${way === 'signUp'}
      isGuestWelcome=${guest !== null}
      describedBy=${describedBy}
      onWay=${setWay}
      onEntered=${onAccount}
    />
  `;
}
