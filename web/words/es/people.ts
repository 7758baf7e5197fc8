import type { peopleWords as English } from '../en/people.ts';
import { number } from './format.ts';

/** The words of finding people, rooms and chats, in Spanish. */
export const peopleWords: typeof English = {
  people: {
    search: 'Buscar gente',
    loading: 'Mirando quién está…',
    nobody: (text) => (text.trim() ? `Nadie aquí se llama «${text.trim()}».` : 'Aún no hay nadie más aquí.'),
    off: 'Este servidor no muestra quién está. Envía a alguien el enlace de un chat.',
    guest: 'de visita',
    blocked: 'con bloqueo',
    beyond: (count) => `Y ${number.format(count)} más: busca un nombre.`,
  },

  rooms: {
    make: 'Crear una sala',
    loading: 'Buscando salas…',
    name: 'Nombre de la sala',
    nameless: 'Ponle un nombre a la sala.',
    address: 'Dirección legible (opcional)',
    addressHint:
      'Letras minúsculas, cifras y guiones. Todo el mundo en este servidor puede encontrar la sala.',
    confirm: 'Crearla',
    cancel: 'Cancelar',
    open: 'Abrir',
    view: 'Ver',
    leave: (name) => `Salir de ${name}`,
  },

  find: {
    title: 'Ir a',
    label: 'Chat, persona o sala',
    found: 'Encontrado',
    nothing: 'Nada se llama así.',
    everywhere: (words) => `Buscar «${words}» en todos los chats`,
  },
};
