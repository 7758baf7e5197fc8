import type { words as English } from '../en/words.ts';

/** What is said wherever one is, in German. */
export const words: typeof English = {
  product: 'Holdline',

  title: (page) => `${page} · Holdline`,

  unreadTitle: (count, title) => `(${count}) ${title}`,

  logOut: 'Abmelden',

  language: 'Sprache',

  settings: (name) => `${name}: Einstellungen`,

  part: {
    failed: 'Dieser Teil der Seite konnte nicht geladen werden. Es wird von selbst noch einmal versucht …',
    broken: 'In diesem Teil der Seite ist etwas schiefgegangen.',
    again: 'Noch einmal versuchen',
    reload: 'Neu laden',
  },

  line: {
    unreachable: 'Der Server ist nicht zu erreichen. Es wird von selbst weiter versucht …',
    busy: 'Der Server ist ausgelastet. Es wird von selbst weiter versucht …',
    lost: 'Die Neuigkeiten waren nicht zu lesen. Es geht von selbst neu los …',
    tryNow: 'Jetzt versuchen',
  },
};
