import type { messageWords as English } from '../en/message.ts';
import { listed, number } from './format.ts';

/** The words of what one can do with a message, in Spanish. */
export const messageWords: typeof English = {
  menu: {
    label: 'Acciones del mensaje',
    react: 'Reaccionar',
    reactWith: (emoji) => `Reaccionar con ${emoji}`,
    other: 'Reaccionar con otro emoji…',
    reply: 'Responder',
    copy: 'Copiar texto',
    copyLink: 'Copiar enlace a este mensaje',
    pin: 'Fijar para todo el mundo',
    unpin: 'Desfijar',
    edit: 'Editar',
    delete: 'Borrar',
    deleteQuestion: '¿Borrar este mensaje?',
    deleteConsequence: 'Su texto desaparece para todo el mundo; que se borró se sigue viendo.',
    keep: 'Conservarlo',
  },

  reply: {
    answering: (name) => (name ? `Respuesta a ${name}` : 'Respuesta a un mensaje'),
    stop: 'No responder a nada',
  },

  link: {
    label: 'Enlace a este mensaje',
    hint: 'Copia el enlace seleccionado con tu teclado o el menú.',
  },

  unsent: { failed: 'No se envió.', retry: 'Reintentar', discard: 'Descartar' },

  edit: { label: 'Lo que debe decir', save: 'Guardar', cancel: 'Cancelar' },

  seen: {
    action: 'Leído por…',
    heading: 'Leído por',
    none: 'Aún por nadie.',
    untold:
      'No dejas ver lo que has leído, así que tampoco lo ves de las demás personas. Puedes cambiarlo en los ajustes.',
  },

  reactions: {
    label: 'Reacciones',
    who: (count, { names, isMine }) => {
      const shown = [...names, ...(isMine ? ['tú'] : [])];
      const more = count - shown.length;
      return listed.format(more > 0 ? [...shown, `${number.format(more)} más`] : shown);
    },
    said: (emoji, count, { names, isMine }) => {
      const others = messageWords.reactions.who(count - (isMine ? 1 : 0), { names, isMine: false });
      return [`${emoji} ${number.format(count)}`, others, isMine && 'tú reaccionaste']
        .filter(Boolean)
        .join(', ');
    },
  },
};
