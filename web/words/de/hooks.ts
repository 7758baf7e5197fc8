import type { Hook, HookAttempt } from '../../net/wire.ts';
import type { hookWords as English } from '../en/hooks.ts';
import { number } from './format.ts';
import { insideWords } from './inside.ts';

const pausedBy: Record<NonNullable<Hook['paused_by']>, string> = {
  gone: 'Angehalten: Die Adresse sagt, dass es sie nicht mehr gibt.',
  failing: 'Angehalten: Seit einem Tag kommt nichts an.',
  behind: 'Angehalten: Was fehlt, wird nicht mehr aufbewahrt. Überspringe es.',
  secret_lost: 'Angehalten: Das Geheimnis gilt nicht mehr. Ersetze es.',
  keeper_gone:
    'Angehalten: Wer das eingerichtet hat, leitet diesen Chat nicht mehr. Setze es nur fort, wenn du die Adresse kennst.',
};

const problems: Record<NonNullable<HookAttempt['problem']>, string> = {
  no_public_address: 'keine öffentliche Adresse',
  not_connected: 'keine Verbindung',
  bad_certificate: 'ungültiges Zertifikat',
  timed_out: 'keine Antwort in der Zeit',
  no_http: 'kein HTTP',
  not_allowed: 'hier nicht erlaubt',
};

/** The words of what a bot hears and passes on, in German. */
export const hookWords: typeof English = {
  hint: 'Was der Bot hört, kann an ein Programm von dir gehen, an eine Adresse im Web. Was es antwortet, sagt der Bot.',
  address: 'Adresse',
  addressHint: 'Sie beginnt mit https:// und muss aus dem Internet erreichbar sein.',
  tells: 'Weitergeben',
  kinds: {
    said: 'was gesagt wird',
    changed: 'was geändert oder gelöscht wird',
    marked: 'Reaktionen und Angeheftetes',
    people: 'wer kommt und geht, Änderungen am Chat',
  },
  make: 'Einrichten',
  change: 'Ändern',
  save: 'Speichern',

  state: ({ state, paused_by: by, next_try_at: next }) => {
    if (by) return pausedBy[by];
    if (state === 'failing' && next)
      return `Es kommt nichts an. Nächster Versuch: ${insideWords.exactTime(next)}.`;
    return state === 'failing' ? 'Es kommt nichts an.' : 'Was der Bot hört, geht an:';
  },
  secretOnce:
    'Das Geheimnis, an dem dein Programm erkennt, dass wir es sind. Es wird nur dieses eine Mal gezeigt:',
  isKept: 'Ich habe es kopiert',
  resume: 'Jetzt noch einmal versuchen',
  skip: {
    action: 'Verpasstes überspringen …',
    question: 'Verpasstes überspringen?',
    consequence:
      'Was bis jetzt nicht angekommen ist, wird nie geschickt. Es geht mit dem weiter, was als Nächstes gesagt wird.',
    confirm: 'Überspringen',
    stay: 'Behalten',
  },
  replaceSecret: {
    action: 'Geheimnis ersetzen …',
    question: 'Das Geheimnis ersetzen?',
    consequence: 'Einen Tag lang gilt das alte noch mit. Dann muss dein Programm das neue kennen.',
    confirm: 'Ersetzen',
    stay: 'Behalten',
  },
  remove: {
    action: 'Nichts mehr schicken …',
    question: 'Nichts mehr schicken?',
    consequence: 'Was der Bot hört, geht nirgends mehr hin. Der Bot bleibt.',
    confirm: 'Nichts mehr schicken',
    stay: 'Weitermachen',
  },

  attempts: 'Letzte Versuche',
  noAttempts: 'Noch wurde nichts geschickt.',
  cameOf: (status, problem) => (problem ? problems[problem] : `Antwort ${status}`),
  notKept:
    'Die Antwort wird nicht gezeigt: Was sie wiederholen könnte, darf nicht jeder hier lesen, oder es wurde seitdem geändert oder gelöscht.',
  took: (ms) => `${number.format(ms)} ms`,
};
