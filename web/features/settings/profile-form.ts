import { html } from 'htm/preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { sendsMail } from '../../browser/sends-mail.ts';
import { useForm } from '../../kit/forms/form.ts';
import { PasswordField } from '../../kit/forms/password-field.ts';
import { TextField } from '../../kit/forms/text-field.ts';
import { PicturePicker } from '../../kit/pictures/picture-picker.ts';
import type { Profile, User } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { type Problem, problemText } from '../../words/en/problems.ts';
import { settingsWords } from '../../words/en/settings.ts';
import { EmailState } from './email-state.ts';
import { FormEnd } from './form-end.ts';
import { createSettingsActions, type ProfileChange } from './settings-actions.ts';

/** How others see me, and the address that they don't. */
export function ProfileForm({ me }: { me: User }) {
  const settings = useActions(createSettingsActions);
  const [change, setChange] = useState<ProfileChange>({});
  const [profile, setProfile] = useState<Profile | null>(null);
  const [unloaded, setUnloaded] = useState<Problem | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  const headingId = useId();

  useEffect(() => {
    const gone = new AbortController();
    void settings.loadProfile(gone.signal, setProfile).then(setUnloaded);
    return () => gone.abort();
  }, [settings]);

  const { form, isBusy, problem, submit, generalBeside } = useForm(async () => {
    const found = await settings.changeProfile(change, setProfile);
    if (found) return found;
    setChange({});
    setIsSaved(true);
    return null;
  });

  const edit = (changes: ProfileChange) => {
    setChange({ ...change, ...changes });
    setIsSaved(false);
  };

  const isOtherEmail = change.email !== undefined && change.email !== profile?.email;
  const { heading, name, nameHint, email: emailLabel, emailHint } = settingsWords.profile;
  const general = generalBeside('display_name', 'email', 'current_password');
  return html`
    <form class="card settings-part" ref=${form} noValidate aria-labelledby=${headingId} onSubmit=${submit}>
      <h2 id=${headingId}>${heading}</h2>
      <${TextField}
        label=${name}
        hint=${nameHint}
        name="display_name"
        autocomplete="nickname"
        value=${change.display_name ?? me.display_name}
        onValue=${(value: string) => edit({ display_name: value })}
        errors=${problem?.fields?.display_name}
      />
      <${PicturePicker} value=${change.avatar ?? me.avatar} onValue=${(avatar: number) => edit({ avatar })} />
      ${
        !me.is_guest &&
        profile &&
        html`
          <${TextField}
            label=${emailLabel}
            hint=${emailHint}
            name="email"
            type="email"
            autocomplete="email"
            value=${change.email ?? profile.email}
            onValue=${(value: string) => edit({ email: value })}
            errors=${problem?.fields?.email}
          />
          ${
            sendsMail() &&
            (isOtherEmail
              ? html`
                  <${PasswordField}
                    label=${settingsWords.password.current}
                    name="current_password"
                    value=${change.current_password ?? ''}
                    onValue=${(value: string) => edit({ current_password: value })}
                    errors=${problem?.fields?.current_password}
                    isNew=${false}
                  />
                `
              : profile.email &&
                html`<${EmailState} key=${profile.email} isConfirmed=${profile.email_confirmed} />`)
          }
        `
      }
      <${FormEnd}
        action=${settingsWords.save}
        isBusy=${isBusy}
        problem=${general ?? problemText(unloaded)}
        done=${isSaved && settingsWords.saved}
      />
    </form>
  `;
}
