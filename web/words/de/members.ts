import type { memberWords as English } from '../en/members.ts';
import { counted } from './format.ts';

/** The words of who is in a chat, and what may be done about it, in German. */
export const memberWords: typeof English = {
  members: {
    list: 'Mitglieder',
    search: 'Jemanden finden',
    found: (count) => `${counted(count, 'Person', 'Personen')} gefunden`,
    nobody: 'So heißt hier niemand.',
    more: 'Mehr Mitglieder zeigen',
    options: (name) => `Optionen für ${name}`,
  },

  member: {
    isOnline: 'online',
    badges: { owner: 'Leitung', moderator: 'Moderation', member: '' },
    roles: { owner: 'Leitung', moderator: 'Moderation', member: 'Mitglied' },
    guest: 'Gast',
    isNow: (name, role) => `${name} ist jetzt: ${role}`,
    direct: 'Privaten Chat öffnen',
    whisper: 'Flüstern',
    makeModerator: 'Moderation übertragen',
    makeMember: 'Zum einfachen Mitglied machen',
    back: 'Abbrechen',
    close: 'Schließen',
    handOver: {
      action: 'Chat übergeben …',
      question: (name) => `Den Chat an ${name} übergeben?`,
      consequence: (name) =>
        `Dann leitet ${name} diesen Chat und bestimmt, wer sonst ihn führt. Du bleibst in der Moderation.`,
      confirm: 'Übergeben',
    },
    remove: {
      action: 'Entfernen …',
      question: (name) => `${name} entfernen?`,
      consequence: (name) =>
        `${name} ist sofort nicht mehr im Chat und kann mit dem Link oder einer Einladung wiederkommen. Was ${name} gesagt hat, bleibt.`,
      confirm: 'Entfernen',
    },
    ban: {
      action: 'Sperren …',
      question: (name) => `${name} sperren?`,
      consequence: (name) =>
        `${name} ist sofort nicht mehr im Chat und kann erst wiederkommen, wenn die Sperre aufgehoben ist. Was ${name} gesagt hat, bleibt.`,
      ofWhoLeft: (name) =>
        `${name} ist gegangen und kann erst wiederkommen, wenn die Sperre aufgehoben ist. Was ${name} gesagt hat, bleibt.`,
      confirm: 'Sperren',
    },
    block: {
      action: 'Blockieren …',
      question: (name) => `${name} blockieren?`,
      consequence: (name) =>
        `${name} kann keinen privaten Chat mit dir beginnen, dir nichts flüstern und dich keinem Chat hinzufügen, und erfährt davon nichts. Was ${name} zu allen sagt, siehst du weiterhin. In den Einstellungen kannst du es aufheben.`,
      confirm: 'Blockieren',
      isBlocked: (name) => `${name} ist blockiert.`,
      lift: { short: 'Freigeben', full: (name) => `${name} freigeben` },
      isLifted: (name) => `${name} ist nicht mehr blockiert.`,
    },
  },

  bans: {
    list: 'Gesperrte Leute',
    none: 'Niemand ist gesperrt.',
    lift: { short: 'Aufheben', full: (name) => `Sperre von ${name} aufheben` },
    isLifted: (name) => `${name} kann wieder beitreten.`,
    more: 'Mehr Sperren zeigen',
  },
};
