import type { mailWords as English } from '../en/mail.ts';

/** The words of what goes by e-mail, in German. */
export const mailWords: typeof English = {
  working: 'Einen Moment …',

  forgot: {
    heading: 'Passwort vergessen?',
    text: 'Nenn die E-Mail-Adresse, die du für dein Konto bestätigt hast. Wir schicken dir einen Link zu einem neuen Passwort.',
    email: 'E-Mail',
    send: 'Link schicken',
    sent: 'Wenn ein Konto diese Adresse bestätigt hat, ist ein Link dorthin unterwegs. Er gilt eine Stunde. Sieh auch beim Spam nach.',
    back: 'Zurück zur Anmeldung',
  },

  newPassword: {
    heading: 'Wähle ein neues Passwort',
    text: 'Dein Konto wird danach auf allen Geräten abgemeldet.',
    label: 'Neues Passwort',
    save: 'Passwort setzen',
  },

  confirming: {
    title: 'Deine E-Mail-Adresse wird bestätigt',
    again: 'Noch einmal versuchen',
  },

  said: {
    changed: {
      title: 'Dein Passwort ist gesetzt',
      text: 'Wo du angemeldet warst, bist du jetzt abgemeldet. Melde dich mit dem neuen Passwort an.',
      on: 'Zur Anmeldung',
    },
    confirmed: {
      title: 'Deine E-Mail-Adresse ist bestätigt',
      text: 'Wenn du dein Passwort vergisst, können wir dir einen Link zu einem neuen schicken.',
      on: 'Zur Startseite',
    },
    over: {
      title: 'Dieser Link gilt nicht mehr',
      text: 'Er wurde benutzt, oder es ist zu viel Zeit vergangen, oder dein Passwort oder deine E-Mail-Adresse hat sich seither geändert. Bitte um einen neuen.',
      on: 'Zur Startseite',
    },
    incomplete: {
      title: 'Dieser Link ist nicht vollständig',
      text: 'Öffne ihn noch einmal aus der E-Mail, und zwar ganz.',
      on: 'Zur Startseite',
    },
  },
};
