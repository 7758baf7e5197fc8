import type { peopleWords as English } from '../en/people.ts';
import { number } from './format.ts';

/** The words of finding people, rooms and chats, in German. */
export const peopleWords: typeof English = {
  people: {
    search: 'Leute suchen',
    loading: 'Es wird nachgesehen, wer da ist …',
    nobody: (text) => (text.trim() ? `Hier heißt niemand „${text.trim()}“.` : 'Noch ist niemand sonst hier.'),
    off: 'Dieser Server zeigt nicht, wer da ist. Schick stattdessen jemandem den Link eines Chats.',
    guest: 'Gast',
    blocked: 'blockiert',
    beyond: (count) => `Und ${number.format(count)} weitere: Such nach einem Namen.`,
  },

  rooms: {
    make: 'Raum einrichten',
    loading: 'Räume werden gesucht …',
    name: 'Name des Raums',
    nameless: 'Gib dem Raum einen Namen.',
    address: 'Lesbare Adresse (freiwillig)',
    addressHint: 'Kleinbuchstaben, Ziffern und Bindestriche. Alle auf diesem Server können den Raum finden.',
    confirm: 'Einrichten',
    cancel: 'Abbrechen',
    open: 'Öffnen',
    view: 'Ansehen',
    leave: (name) => `${name} verlassen`,
  },

  find: {
    title: 'Gehe zu',
    label: 'Chat, Person oder Raum',
    found: 'Gefunden',
    nothing: 'So heißt hier nichts.',
    everywhere: (words) => `„${words}“ in allen Chats suchen`,
  },
};
