import type { staffWords as English } from '../en/staff.ts';
import { counted } from './format.ts';

/** The words of the staff's page, in German. */
export const staffWords: typeof English = {
  title: 'Team',
  back: 'Zurück zu den Einstellungen',
  tabs: 'Worum sich das Team kümmert',
  sections: { reports: 'Meldungen', broadcasts: 'An alle', people: 'Leute', sessions: 'Alle Chats' },
  more: 'Mehr zeigen',
  cancel: 'Abbrechen',
  password: 'Dein Passwort',

  reports: {
    list: 'Meldungen',
    resolved: 'Erledigte zeigen',
    none: 'Es wartet nichts auf dich.',
    noneResolved: 'In letzter Zeit wurde nichts erledigt.',
    chats: { session: 'einem Chat', direct: 'einem privaten Chat', public: 'einem Raum' },
    where: (name, kind) => (name ? `in „${name}“, ${kind}` : `in ${kind}`),
    whisper: (name) => `geflüstert an ${name}`,
    by: (name) => `Gemeldet von ${name}`,
    gone: 'Die Nachricht gibt es nicht mehr.',
    answer: 'Ein Wort an alle, die sie gemeldet haben (freiwillig)',
    dismiss: 'Stehen lassen',
    acted: 'Etwas unternommen',
    remove: {
      action: 'Nachricht entfernen …',
      question: 'Diese Nachricht entfernen?',
      consequence: 'Ihr Text und ihre Bilder sind für alle weg; dass etwas entfernt wurde, bleibt zu sehen.',
      confirm: 'Entfernen',
      stay: 'Behalten',
    },
    outcomes: { dismissed: 'Darf bleiben', removed: 'Entfernt', acted: 'Etwas unternommen' },
    resolvedBy: (outcome, name) => `${outcome}, von ${name}`,
    done: 'Erledigt. Wer sie gemeldet hat, erfährt es.',
  },

  broadcasts: {
    list: 'Durchsagen',
    none: 'In letzter Zeit wurde allen nichts gesagt.',
    text: 'Allen sagen',
    hint: 'Es steht auf jedem Bildschirm, bis es ausgeblendet wird, und bleibt in der Lobby.',
    send: {
      action: 'Allen sagen …',
      question: 'Das allen auf diesem Server sagen?',
      consequence: 'In der Lobby kannst du es später löschen.',
      confirm: 'Allen sagen',
      stay: 'Noch nicht',
    },
    seen: (count) => `Gesehen von ${counted(count, 'Person', 'Personen')}`,
    viewers: 'Wer es gesehen hat',
    quiet: 'Wer für sich behält, was er liest, wird gezählt und nicht genannt.',
  },

  people: {
    list: 'Leute',
    search: 'Leute suchen',
    none: 'Niemand heißt so.',
    staff: 'im Team',
    guest: 'Gast',
    disabled: 'darf sich nicht anmelden',
    seen: (when) => `gesehen ${when}`,
    never: 'nie gesehen',
    options: (name) => `Optionen für ${name}`,
    close: 'Schließen',
    disable: 'Nicht mehr anmelden lassen',
    enable: 'Wieder anmelden lassen',
    logOut: 'Überall abmelden',
    done: 'Erledigt.',
    makeStaff: {
      action: 'Ins Team aufnehmen …',
      question: (name) => `${name} ins Team aufnehmen?`,
      consequence: 'Dann geht alles, was du hier darfst.',
      confirm: 'Aufnehmen',
    },
    unmakeStaff: {
      action: 'Aus dem Team nehmen …',
      question: (name) => `${name} aus dem Team nehmen?`,
      consequence: 'Alles andere bleibt, wie es ist.',
      confirm: 'Herausnehmen',
    },
    remove: {
      action: 'Konto löschen …',
      question: (name) => `Das Konto von ${name} löschen?`,
      consequence:
        'Die Chats werden übergeben, die Nachrichten bleiben ohne Namen. Das lässt sich nicht rückgängig machen.',
      confirm: 'Löschen',
    },
  },

  sessions: {
    list: 'Alle Chats',
    nameless: 'Chat ohne Namen',
    kinds: { session: 'Chat', direct: 'Privater Chat', public: 'Raum' },
    size: (members, messages) =>
      `${counted(members, 'Mitglied', 'Mitglieder')}, ${counted(messages, 'Nachricht', 'Nachrichten')}`,
    end: {
      action: 'Beenden …',
      label: (name) => `${name} beenden …`,
      question: (name) => `${name} beenden?`,
      consequence:
        'Er ist für alle weg, mit allem, was gesagt wurde. Das lässt sich nicht rückgängig machen.',
      confirm: 'Beenden',
    },
  },
};
