import type { pageWords as English } from '../en/pages.ts';

/** The words of what stands there without scripts, in Spanish. */
export const pageWords: typeof English = {
  language: 'es',
  direction: 'ltr',
  description: 'Empieza un chat, envía el enlace, habla.',
  overHttp: 'Holdline es chat por simple HTTP.',

  needsScripts:
    'Esta página necesita JavaScript en el navegador. Sin él, curl hace lo mismo, con la dirección de este servidor en lugar de SERVER. Esto te deja entrar con un apodo y responde con tu TOKEN:',
  thisSays: 'Y esto dice algo en un chat, cuya dirección termina en su CHAT:',
  joinFirst: 'Antes, únete con un PATCH. Cada paso está (en inglés) en',
  curlAlone: 'cómo hablar solo con curl',

  noConnection: 'Sin conexión',
  notReached: 'Ahora no se puede abrir esta página. Lo que escribiste sigue en este dispositivo.',
  tryAgain: 'Intentar de nuevo',
};
