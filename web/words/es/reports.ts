import type { reportWords as English } from '../en/reports.ts';

/** The words of reporting a message, and of what becomes of it, in Spanish. */
export const reportWords: typeof English = {
  action: 'Denunciar…',
  title: 'Denunciar este mensaje al equipo',
  hint: 'El equipo ve este mensaje y quién lo denuncia, y nada más del chat. Quien lo escribió no lo sabrá por nosotros.',
  reason: '¿Qué tiene de malo?',
  reasons: {
    spam: 'Publicidad no deseada',
    harassment: 'Acoso',
    hate: 'Odio',
    violence: 'Violencia o amenazas',
    illegal: 'Algo ilegal',
    other: 'Otra cosa',
  },
  words: '¿Qué debería saber el equipo? (opcional)',
  send: 'Denunciar',
  thanks: 'Gracias. El equipo lo mirará; en los ajustes verás qué pasó con ello.',
  close: 'Cerrar',

  own: {
    heading: 'Lo que denunciaste',
    list: 'Tus denuncias',
    none: 'Nada.',
    of: (name) => `Un mensaje de ${name}`,
    open: 'El equipo aún no lo ha mirado.',
    outcomes: {
      dismissed: 'El equipo lo ha mirado: puede quedarse.',
      removed: 'El equipo quitó el mensaje.',
      acted: 'El equipo hizo algo al respecto.',
    },
    answer: (words) => `El equipo dice: ${words}`,
    more: 'Ver más',
  },
};
