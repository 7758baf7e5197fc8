import type { settingsWords as English } from '../en/settings.ts';
import { counted } from './format.ts';

/** The words of the settings, in German. */
export const settingsWords: typeof English = {
  title: 'Einstellungen',
  save: 'Speichern',
  saved: 'Gespeichert.',
  working: 'Einen Moment …',
  profile: {
    heading: 'Du',
    name: 'Anzeigename',
    nameHint: 'Was alle neben dem sehen, was du sagst.',
    email: 'E-Mail',
    emailHint: 'Freiwillig. Niemand sonst sieht sie.',
  },
  email: {
    confirmed:
      'Bestätigt. Wenn du dein Passwort vergisst, können wir dir einen Link zu einem neuen schicken.',
    unconfirmed: 'Noch nicht bestätigt: Öffne den Link in unserer E-Mail dorthin.',
    again: 'Diese E-Mail noch einmal schicken',
    sent: 'Verschickt. Sieh auch beim Spam nach.',
  },
  language: { heading: 'Sprache', label: 'Sprache dieser Seite', asBrowser: 'Wie im Browser' },
  staff: {
    heading: 'Team',
    hint: 'Du kümmerst dich um diesen Server: was gemeldet wird, was allen gesagt wird, Leute und Chats.',
    open: 'Seite des Teams öffnen',
  },
  look: {
    heading: 'Aussehen',
    label: 'Farben',
    themes: { system: 'Wie auf diesem Gerät', light: 'Hell', dark: 'Dunkel' },
  },
  writing: {
    heading: 'Schreiben',
    label: 'Was die Enter-Taste tut',
    choices: {
      device: 'Sie sendet; auf einem Touchscreen beginnt sie eine neue Zeile',
      sends: 'Sie sendet',
      breaks: 'Sie beginnt eine neue Zeile, und Strg+Enter sendet',
    },
  },
  moods: {
    heading: 'Stimmungen',
    label: 'Gesichter neben Nachrichten',
    choices: {
      telling: 'Fröhliche und traurige; andere, wenn du bei der Nachricht bist',
      always: 'Alle',
      never: 'Keine',
    },
  },
  receipts: {
    heading: 'Was du gelesen hast',
    label: 'Andere sehen lassen, was du gelesen hast',
    hint: 'In privaten und in kleinen Chats. Ohne das siehst du es auch von anderen nicht.',
  },
  alerts: {
    heading: 'Während du woanders bist',
    notify: 'Benachrichtigungen zeigen',
    notifyHint:
      'Auf diesem Gerät, solange diese Seite offen ist. Was dir geflüstert wird, steht nicht darin.',
    refused:
      'Dein Browser lässt diese Seite keine Benachrichtigungen zeigen. In den Einstellungen des Browsers kannst du das ändern.',
    impossible: 'Dieser Browser kann keine Benachrichtigungen zeigen.',
    sound: 'Einen Ton abspielen',
    soundHint: 'Zwei kurze Töne, wenn etwas gesagt wird.',
  },
  password: {
    heading: 'Passwort',
    current: 'Bisheriges Passwort',
    next: 'Neues Passwort',
    change: 'Passwort ändern',
    changed: 'Passwort geändert. Wo du sonst angemeldet warst, bist du jetzt abgemeldet.',
  },
  upgrade: {
    heading: 'Behalte deinen Platz',
    text: 'Du bist als Gast hier und nur auf diesem Gerät. Mit Benutzername und Passwort kannst du dich überall anmelden; deine Chats und was du gesagt hast bleiben deine.',
    make: 'Konto einrichten',
    made: (username) => `Du hast jetzt ein Konto. Dein Benutzername ist ${username}.`,
  },
  leaving: {
    heading: 'Abmelden',
    question: { account: 'Abmelden?', guest: (name) => `Als ${name} abmelden?` },
    guestLoses: (name) =>
      `Du bist als Gast hier: Wenn du dich abmeldest, kann niemand als ${name} zurückkommen, und deine Chats sind für immer außer Reichweite. Mit einem Konto kannst du dich überall wieder anmelden.`,
    unsent: (count) =>
      `${counted(count, 'noch nicht gesendete Nachricht geht', 'noch nicht gesendete Nachrichten gehen')} verloren.`,
    makeAccount: 'Konto einrichten',
    stay: 'Bleiben',
    guest:
      'Ein Gast, der sich abmeldet, kann nicht zurückkommen. Richte ein Konto ein, um deinen Platz zu behalten.',
    everywhere: 'Überall abmelden',
    everywhereHint: 'Überall heißt: auf allen Geräten, auch auf diesem.',
  },
  deletion: {
    heading: 'Konto löschen',
    headingGuest: 'Für immer gehen',
    question: { account: 'Dein Konto löschen?', guest: 'Für immer gehen?' },
    consequence:
      'Du verlässt alle Chats, und dein Name und dein Bild sind für immer weg. Was du gesagt hast, bleibt dort, als von einem gelöschten Konto. Chats, die du leitest, gehen an andere darin über. Das lässt sich nicht rückgängig machen.',
    guestLoses: (name) =>
      `Du verlässt alle Chats, niemand kann als ${name} zurückkommen, und was dir geflüstert oder allein geschrieben wurde, ist außer Reichweite. Was du gesagt hast, bleibt, als von einem gelöschten Konto. Mit einem Konto kannst du stattdessen gehen und wiederkommen.`,
    confirm: 'Für immer löschen',
    keep: 'Behalten',
  },

  blocks: {
    heading: 'Blockierte Leute',
    list: 'Blockierte Leute',
    hint: 'Sie können dir nicht allein schreiben und dich keinem Chat hinzufügen. Was sie zu allen sagen, siehst du weiterhin.',
    none: 'Du hast niemanden blockiert.',
    more: 'Mehr Leute zeigen',
  },
};
