import type { searchWords as English } from '../en/search.ts';
import { counted, number } from './format.ts';

/** The words of the search in a chat, in German. */
export const searchWords: typeof English = {
  close: 'Suche schließen',
  label: 'Wörter, nach denen gesucht wird',
  hint: 'Alle davon; das letzte darf halb getippt sein.',
  results: 'Gefundene Nachrichten',
  found: (count, hasMore) => {
    if (count === 0) return 'Nichts gefunden.';
    return hasMore
      ? `Die neuesten ${number.format(count)} stehen darunter.`
      : `${counted(count, 'Nachricht', 'Nachrichten')} gefunden.`;
  },
  looking: 'Wird gesucht …',
  everywhere: 'Alle Chats durchsuchen',
  more: 'Ältere Funde zeigen',
  day: 'Zu welchem Tag',
  go: 'Los',
  nothingSince: 'Seit diesem Tag wurde nichts gesagt.',
};
