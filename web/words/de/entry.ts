import type { entryWords as English } from '../en/entry.ts';
import { counted } from './format.ts';

/** The words of the way in, in German. */
export const entryWords: typeof English = {
  landing: {
    headline: ['Starte einen Chat.', 'Schick den Link.', 'Rede los.'],
    lead: 'Such dir einen Namen aus, und du bist drin. Keine App, kein Konto: Wer deinen Link hat, kann mitreden.',
    details: 'Darunter ist es einfaches HTTP und kommt durch, wo eine Webseite durchkommt. Auch ',
    programs: 'curl kann mitreden',
    sample: ['Mehr braucht es nicht?', 'Einen Link. Schick ihn weiter.', 'Bis gleich da drin!'],
  },

  guest: {
    nickname: 'Spitzname',
    hint: 'So nennen dich die anderen.',
    start: 'Chat starten',
    join: 'Dem Chat beitreten',
    haveAccount: 'Oder mit einem Konto:',
    logIn: 'Anmelden',
    signUp: 'Registrieren',
    without: 'Ohne Konto weiter',
    expired: 'Du warst lange weg. Nenn noch einmal deinen Namen, dann geht es weiter.',
  },

  account: {
    signUp: 'Registrieren',
    logIn: 'Anmelden',
    haveAccount: 'Du hast schon ein Konto?',
    noAccount: 'Neu hier?',
    forgot: 'Passwort vergessen?',
    working: 'Einen Moment …',
    expired: 'Du wurdest abgemeldet. Melde dich wieder an, und du bist, wo du warst.',
  },

  preview: {
    someone: 'Jemand',
    heading: (owner) => `${owner} lädt dich zum Chatten ein`,
    headingNamed: (owner, name) => `${owner} lädt dich zu „${name}“ ein`,
    headingRoom: (name) => `Komm herein zu „${name}“`,
    inside: (count) => `${counted(count, 'Person ist', 'Personen sind')} in diesem Chat.`,
    open: 'Nenn deinen Namen, und du bist drin.',
    stopped: ({ owner, name }) => {
      const chat = name ? `„${name}“` : 'Ein Chat';
      return owner ? `${chat}, geleitet von ${owner.display_name}.` : `${chat}.`;
    },
    stops: {
      invite: {
        title: 'In diesen Chat kommt man nur mit Einladung',
        text: 'Der Link allein öffnet ihn nicht. Bitte die Leitung um eine persönliche Einladung.',
      },
      closed: {
        title: 'Dieser Chat ist geschlossen',
        text: 'Gerade kommt niemand Neues hinein. Bitte die Leitung, ihn zu öffnen.',
      },
    },
    member: 'Wenn du schon darin bist, melde dich an.',
    unknown: 'Diesen Chat finden wir nicht',
    unknownHint:
      'Vielleicht ist der Link nicht vollständig, oder der Chat ist weg oder privat. Wenn es einer von deinen ist, melde dich an, um ihn zu öffnen.',
    looking: 'Die Einladung wird geöffnet …',
    join: 'Beitreten',
    again: 'Noch einmal versuchen',
  },

  outside: {
    hint: 'Du bist nicht in diesem Chat.',
    hintLeft: 'Du hast diesen Chat verlassen.',
    join: 'Beitreten',
    joinAgain: 'Wieder beitreten',
  },
};
