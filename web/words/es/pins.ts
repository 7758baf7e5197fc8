import type { pinWords as English } from '../en/pins.ts';
import { counted, date } from './format.ts';

/** The words of what is pinned in a chat, in Spanish. */
export const pinWords: typeof English = {
  label: 'Fijado',
  count: (count) => counted(count, 'mensaje fijado', 'mensajes fijados'),
  list: 'Mensajes fijados',
  by: (name, at) => `Lo fijó ${name} el ${date.format(new Date(at))}`,
  byYou: (at) => `Lo fijaste el ${date.format(new Date(at))}`,
  unpin: 'Desfijar',
  unpinWhat: (text) => `Desfijar: ${text}`,
  close: 'Cerrar',
};
