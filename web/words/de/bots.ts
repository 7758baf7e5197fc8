import type { botWords as English } from '../en/bots.ts';

/** The words of the programs in a chat, in German. */
export const botWords: typeof English = {
  list: 'Bots',
  hint: 'Ein Bot sagt, was ein Programm an seine Adresse schickt: dass etwas fertig ist, dass eine Platte voll ist. Er hört, was hier gesagt wird.',
  hintForMembers: 'Programme, die hören, was hier gesagt wird, und selbst etwas sagen.',
  none: 'Noch keine Bots hier.',
  name: 'Name des Bots',
  make: 'Bot anlegen',
  madeBy: (name) => `Angelegt von ${name}`,
  noKey: 'Er hat keine Adresse: Wer die letzte hatte, leitet diesen Chat nicht mehr.',

  isReady: (name) => `${name} ist bereit`,
  once: 'Die Adresse wird nur dieses eine Mal gezeigt. Wer sie hat, kann als dieser Bot sprechen.',
  address: 'Was an diese Adresse geschickt wird, sagt der Bot:',
  tryIt: 'Zum Ausprobieren auf der Kommandozeile:',
  example: 'Hallo von hier',
  isKept: 'Ich habe sie kopiert',

  change: 'Name und Bild',
  save: 'Speichern',
  hook: 'Webhook',
  saved: 'Gespeichert.',

  replaceKey: (name) => ({
    action: 'Adresse ersetzen …',
    question: `Die Adresse von ${name} ersetzen?`,
    consequence: 'Die jetzige Adresse führt dann nirgends mehr hin, und was sie benutzt, braucht die neue.',
    confirm: 'Ersetzen',
    stay: 'Behalten',
  }),

  remove: (name) => ({
    action: 'Entfernen …',
    question: `${name} entfernen?`,
    consequence: 'Seine Adresse führt dann nirgends mehr hin. Was er gesagt hat, bleibt.',
    confirm: 'Bot entfernen',
    stay: 'Behalten',
  }),
  removed: (name) => `${name} ist entfernt.`,
};
