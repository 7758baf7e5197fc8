import type { panelWords as English } from '../en/panels.ts';
import { number } from './format.ts';

/** The words of small things that are fetched when they open, or when there is something to tell, in German. */
export const panelWords: typeof English = {
  line: {
    close: 'Schließen',
    plainly: {
      live: 'Was andere sagen, ist sofort hier.',
      interval: 'Diese Seite sieht alle paar Sekunden nach Neuem.',
      offline: 'Was du schreibst, bleibt erhalten und geht hinaus, sobald der Server zu erreichen ist.',
    },
    transport: 'Neuigkeiten',
    held: (seconds) =>
      `Der Server hält jede Anfrage, bis etwas geschieht, höchstens ${number.format(seconds)} s.`,
    streamed: 'Eine Antwort des Servers hört nicht auf und bringt, was geschieht, sobald es geschieht.',
    asked: (seconds) => `Diese Seite fragt alle ${number.format(seconds)} s.`,
    requests: 'Anfragen bisher',
    comparison: (made, wouldBe) =>
      `${number.format(made)}; alle 3 s zu fragen wären ${number.format(wouldBe)} gewesen`,
  },

  leave: {
    action: 'Chat verlassen',
    question: 'Diesen Chat verlassen?',
    consequence:
      'Du siehst nicht mehr, was gesagt wird. Mit dem Link kannst du wiederkommen, solange der Chat offen ist.',
    consequencePrivate: (name) =>
      `Er verschwindet aus deiner Liste. Du findest ihn wieder, wenn du einen privaten Chat mit ${name} öffnest.`,
    consequenceAlone: 'Außer dir ist niemand mehr hier: Der Chat und seine Nachrichten sind dann weg.',
    confirm: 'Verlassen',
    stay: 'Bleiben',
  },

  broadcast: { title: 'An alle:', dismiss: 'Ausblenden' },

  copyByHand: {
    label: 'Einladungslink',
    hint: 'Kopiere den ausgewählten Link mit der Tastatur oder dem Menü.',
  },

  alerts: {
    title: (name, chat) => `${name} · ${chat}`,
    whisper: 'Flüstert dir etwas',
  },
};
