import type { formWords as English } from '../en/forms.ts';

/** The words of fields that stand in several forms, in German. */
export const formWords: typeof English = {
  username: 'Benutzername',
  password: 'Passwort',
  showPassword: 'Passwort zeigen',
  hidePassword: 'Passwort verbergen',
  passwordHint: 'Mindestens 8 Zeichen.',
};
