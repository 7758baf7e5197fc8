import type { searchWords as English } from '../en/search.ts';
import { counted, number } from './format.ts';

/** The words of the search in a chat, in Spanish. */
export const searchWords: typeof English = {
  close: 'Cerrar la búsqueda',
  label: 'Palabras que buscar',
  hint: 'Todas; la última puede estar a medias.',
  results: 'Mensajes encontrados',
  found: (count, hasMore) => {
    if (count === 0) return 'No se encontró nada.';
    return hasMore
      ? `Abajo están los ${number.format(count)} más recientes.`
      : counted(count, 'mensaje encontrado.', 'mensajes encontrados.');
  },
  looking: 'Buscando…',
  everywhere: 'Buscar en todos los chats',
  more: 'Ver resultados anteriores',
  day: 'Día al que ir',
  go: 'Ir',
  nothingSince: 'Desde ese día no se dijo nada.',
};
