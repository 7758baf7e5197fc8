import type { panelWords as English } from '../en/panels.ts';
import { number } from './format.ts';

/** The words of small things that are fetched when they open, or when there is something to tell, in Spanish. */
export const panelWords: typeof English = {
  line: {
    close: 'Cerrar',
    plainly: {
      live: 'Lo que dicen los demás llega al instante.',
      interval: 'Esta página busca novedades cada pocos segundos.',
      offline: 'Lo que escribes se guarda y se envía en cuanto se pueda llegar al servidor.',
    },
    transport: 'Novedades',
    held: (seconds) =>
      `El servidor retiene cada petición hasta que pasa algo, como máximo ${number.format(seconds)} s.`,
    streamed: 'Una respuesta del servidor sigue abierta y trae lo que ocurre en cuanto ocurre.',
    asked: (seconds) => `Esta página pregunta cada ${number.format(seconds)} s.`,
    requests: 'Peticiones hasta ahora',
    comparison: (made, wouldBe) =>
      `${number.format(made)}; preguntar cada 3 s habrían sido ${number.format(wouldBe)}`,
  },

  leave: {
    action: 'Salir del chat',
    question: '¿Salir de este chat?',
    consequence: 'Dejas de ver lo que se dice. Con el enlace puedes volver mientras el chat siga abierto.',
    consequencePrivate: (name) =>
      `Desaparece de tu lista. Lo encuentras otra vez abriendo un chat privado con ${name}.`,
    consequenceAlone: 'Aquí ya no queda nadie más: el chat y sus mensajes se borrarán.',
    confirm: 'Salir',
    stay: 'Quedarme',
  },

  broadcast: { title: 'Para todo el mundo:', dismiss: 'Descartar' },

  copyByHand: {
    label: 'Enlace de invitación',
    hint: 'Copia el enlace seleccionado con tu teclado o el menú.',
  },

  alerts: {
    title: (name, chat) => `${name} · ${chat}`,
    whisper: 'Te susurra',
  },
};
