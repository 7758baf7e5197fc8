import type { words as English } from '../en/words.ts';

/** What is said wherever one is, in Spanish. */
export const words: typeof English = {
  product: 'Holdline',

  title: (page) => `${page} · Holdline`,

  unreadTitle: (count, title) => `(${count}) ${title}`,

  logOut: 'Salir',

  language: 'Idioma',

  settings: (name) => `${name}: ajustes`,

  part: {
    failed: 'No se pudo cargar esta parte de la página. Se vuelve a intentar sin que hagas nada…',
    broken: 'Algo falló en esta parte de la página.',
    again: 'Intentar de nuevo',
    reload: 'Recargar',
  },

  line: {
    unreachable: 'No se puede llegar al servidor. Se vuelve a intentar sin que hagas nada…',
    busy: 'El servidor está ocupado. Se vuelve a intentar sin que hagas nada…',
    lost: 'No se pudieron leer las novedades. Se empieza de nuevo sin que hagas nada…',
    tryNow: 'Intentar ahora',
  },
};
