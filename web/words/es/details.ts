import type { detailsWords as English } from '../en/details.ts';
import { clock, counted, date, locale, number } from './format.ts';

const hundredths = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** The words of what stands beside a talk, in Spanish. */
export const detailsWords: typeof English = {
  sections: {
    share: 'Enlace de invitación',
    invites: 'Invitaciones',
    settings: 'Ajustes del chat',
    bans: 'Expulsiones',
    bots: 'Bots',
    notify: 'Notificaciones',
    disappearing: 'Mensajes que desaparecen',
    mood: 'Ánimo',
    export: 'Guardar la conversación',
  },

  about: 'Sobre este chat',
  forTwo: 'Entre dos',
  close: 'Cerrar los detalles',

  loggedInAs: (name) => `Sesión de ${name}`,

  fields: {
    name: { label: 'Nombre del chat', save: 'Guardar nombre', saved: 'Nombre guardado.' },
    topic: { label: 'De qué trata', save: 'Guardar tema', saved: 'Tema guardado.' },
  },

  qr: {
    show: 'Código QR',
    ofChat: 'Código QR del enlace de invitación',
    hint: 'Apunta con una cámara para abrir la invitación.',
    close: 'Cerrar',
    whoeverHasIt: 'Quien tenga este enlace puede unirse.',
  },

  invites: {
    list: 'Invitaciones',
    hint: 'Cada una tiene su propio enlace, que puedes limitar y retirar.',
    closed: 'El chat está cerrado: ahora no puede unirse nadie, ni con invitación.',
    none: 'Aún no hay invitaciones.',
    unnamed: 'Invitación',
    expires: 'Vale',
    term: (seconds) => {
      if (seconds === null) return 'para siempre';
      return seconds < 86_400
        ? counted(seconds / 3600, 'hora', 'horas')
        : counted(seconds / 86_400, 'día', 'días');
    },
    uses: 'Deja entrar a',
    maxUses: (count) => (count === null ? 'quien la tenga' : counted(count, 'persona', 'personas')),
    note: 'Nota (para quienes llevan el chat)',
    make: 'Crear invitación',
    made: 'La invitación está creada: es la primera de la lista.',
    used: (uses, max) =>
      max === null
        ? `usada ${counted(uses, 'vez', 'veces')}`
        : `${number.format(uses)} de ${number.format(max)} usos`,
    noEnd: 'vale para siempre',
    over: 'caducada',
    until: (at) => `vale hasta el ${date.format(new Date(at))}, ${clock.format(new Date(at))}`,
    withdraw: 'Retirar',
    withdrawn: 'La invitación está retirada: ya no deja entrar a nadie.',
    qrTitle: 'Código QR de la invitación',
    more: 'Ver más invitaciones',
  },

  mood: {
    loading: 'Sumando…',
    empty: 'Nadie ha dicho nada aún: no hay ánimo que mostrar.',
    sum: (average, count) =>
      `De media ${detailsWords.mood.score(average)}, en ${counted(count, 'mensaje', 'mensajes')}.`,
    score: (value) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${hundredths.format(Math.abs(value))}`,
    chart: (pieces) =>
      `El ánimo a lo largo del tiempo, de −1 (triste) a +1 (alegre), en ${counted(pieces, 'barra', 'barras')}. La tabla de abajo tiene los números.`,
    table: 'Los números',
    columns: ['Desde', 'Ánimo', 'Mensajes'],
    time: (at, isShort) =>
      isShort ? `${date.format(new Date(at))}, ${clock.format(new Date(at))}` : date.format(new Date(at)),
    members: 'El ánimo de cada cual',
    messages: (count) => counted(count, 'mensaje', 'mensajes'),
    refresh: 'Actualizar',
  },

  export: {
    hint: 'Todo lo que puedes ver en este chat, en un archivo.',
    formats: { txt: 'Texto', csv: 'Tabla (CSV)', json: 'Datos (JSON)' },
    preparing: 'Preparando el archivo…',
    received: (bytes) => `${tenths.format(bytes / 1e6)} MB hasta ahora`,
    saved: 'Está en tus descargas.',
    stop: 'Detener',
    fileName: 'chat',
  },

  notify: {
    question: 'Qué quieres que te avise aquí',
    choices: { all: 'Todo', mentions: 'Mi nombre y lo que me susurran', none: 'Nada' },
    hint: 'Lo demás sigue aquí y se cuenta sin ruido. Nadie más ve lo que elegiste.',
  },

  disappearing: {
    question: 'Los mensajes desde ahora',
    choice: (seconds) => {
      if (seconds === null) return 'se quedan';
      return seconds < 86_400
        ? `desaparecen al cabo de ${counted(seconds / 3600, 'hora', 'horas')}`
        : `desaparecen al cabo de ${counted(seconds / 86_400, 'día', 'días')}`;
    },
    hint: 'Para todo el mundo aquí, y todo el mundo lo sabe. Lo dicho antes conserva el tiempo que tenía.',
  },

  policy: {
    question: 'Quién puede unirse',
    choices: {
      link: { name: 'Quien tenga el enlace', hint: 'Basta con el enlace.' },
      invite: {
        name: 'Solo con invitación',
        hint: 'El enlace no basta: hace falta una invitación personal.',
      },
      closed: { name: 'Nadie más', hint: 'Quienes están dentro se quedan.' },
    },
    save: 'Guardar quién puede unirse',
    saved: 'Guardado.',
  },

  rotate: {
    action: 'Cambiar el enlace…',
    question: '¿Cambiar el enlace de este chat?',
    consequence:
      'El enlace de ahora dejará de llevar a ninguna parte. Quienes están dentro se quedan, y sus páginas pasan solas al enlace nuevo.',
    confirm: 'Cambiar enlace',
    stay: 'Dejarlo así',
  },

  end: {
    action: 'Terminar el chat…',
    question: '¿Terminar este chat para todo el mundo?',
    consequence: 'El chat y todo lo que se dijo en él se borrarán, para todo el mundo y para siempre.',
    confirm: 'Terminar chat',
    stay: 'Dejarlo así',
  },
};
