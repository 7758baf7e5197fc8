import type { whisperWords as English } from '../en/whisper.ts';
import { counted } from './format.ts';

/** The words of finding out whom a whisper is for, in German. */
export const whisperWords: typeof English = {
  suggestions: 'Flüstern an',
  found: (count) =>
    `${counted(count, 'Person', 'Personen')} zum Flüstern. Pfeiltasten wählen, Enter übernimmt.`,
  names: 'Name',
  foundToName: (count) =>
    `${counted(count, 'Person', 'Personen')} zum Nennen. Pfeiltasten wählen, Enter übernimmt.`,
  looking: 'Es wird nachgesehen, für wen das ist …',
  question: 'Für wen ist das?',
  nobody: (word) =>
    `Hier heißt niemand „${word}“, also würden es alle lesen. Was mit @ beginnt, ist meist für eine einzelne Person gemeint.`,
  nobodyToWhisper: (word) => `Hier heißt niemand „${word}“.`,
  unsure: (word) =>
    `Gerade lässt sich nicht herausfinden, ob hier jemand „${word}“ heißt. Wenn ja, ist es für diese Person allein.`,
  toOne: (name) => `An ${name} flüstern`,
  named: (name) => `Nennt ${name} vor allen`,
  nameToAll: (name) => `${name} vor allen nennen`,
  aloud: 'Allen sagen',
  again: 'Noch einmal nachsehen',
  goBack: 'Zurück und verbessern',
};
