import type { insideWords as English } from '../en/inside.ts';
import { dayBefore, isSameDay } from '../formats.ts';
import { clock, counted, date, exact, fullDay, longDate, number } from './format.ts';

/** The words of the page of someone who is logged in, as it opens, in Spanish. */
export const insideWords: typeof English = {
  home: {
    start: 'Empezar a chatear',
    starting: 'Empezando…',
    chats: 'Tus chats',
    sections: { chats: 'Chats', people: 'Gente', rooms: 'Salas' },
    options: (chat) => `Opciones del chat: ${chat}`,
    archived: (count) => `Archivados (${number.format(count)})`,
    sectionsLabel: 'Qué mostrar',
    find: 'Ir a un chat, una persona o una sala',
    findKeys: ' (Ctrl+K)',
    pick: 'Elige un chat, o empieza uno y envía su enlace.',
    none: 'Aún no hay chats. Empieza uno y envía su enlace a quien quieras.',
    loading: 'Cargando tus chats…',
    nothingSaid: 'Nadie ha dicho nada aún',
    draft: 'Borrador:',
    lastLine: (name, text) => `${name}: ${text}`,
    whispers: (name, text) => `${name} susurra: ${text}`,
  },

  chat: {
    unnamed: (owner, at) => `${owner ? `Chat de ${owner}` : 'Chat'} del ${date.format(new Date(at))}`,
    back: 'Volver a tus chats',
    opening: 'Abriendo el chat…',
    notKept: 'Lo que se dijo aquí no se guarda en este dispositivo. Vuelve con la conexión.',
    showDetails: 'Miembros y ajustes',
    memberCount: (count) => counted(count, 'miembro', 'miembros'),
    online: (count) => `${number.format(count)} en línea`,
    private: (isOnline) => (isOnline ? 'Chat privado · en línea' : 'Chat privado'),
    unread: (count) => counted(count, 'mensaje sin leer', 'mensajes sin leer'),
    unreadAtMost: `${number.format(10_000)} mensajes sin leer o más`,
    markedUnread: 'marcado como no leído',
    mentions: (count) => counted(count, 'mención tuya', 'menciones tuyas'),
    unreadShort: (count) => (count > 99 ? '99+' : String(count)),
    joined: (name) => `${name} se unió`,
    left: (name) => `${name} salió`,
    youRemoved: (name) => `Quitaste a ${name}`,
    removed: (name, by) => (by ? `${by} quitó a ${name}` : `Quitaron a ${name}`),
    pinned: (name) => `${name} fijó un mensaje`,
    youPinned: 'Fijaste un mensaje',
    you: 'tú',
    empty: 'Nadie ha dicho nada aún.',
    alone: 'Aquí solo estás tú. Envía a alguien el enlace de invitación.',
    conversation: 'Conversación',
    older: 'Ver mensajes anteriores',
    loadingOlder: 'Cargando mensajes anteriores…',
    newMessages: (count) => counted(count, 'mensaje nuevo', 'mensajes nuevos'),
    toNewest: 'Ir a lo más reciente',
    search: 'Buscar en este chat',
    newFrom: 'Nuevo',
    beginning: 'Aquí empieza el chat.',
  },

  link: {
    copy: 'Copiar enlace de invitación',
    copied: 'Enlace de invitación copiado',
    share: 'Compartir enlace',
  },

  message: {
    sending: 'Enviando…',
    waiting: 'Esperando conexión…',
    seen: 'Leído',
    deletedUser: 'Cuenta borrada',
    bot: (name) => `${name} · bot`,
    deleted: 'Este mensaje se borró.',
    images: (count) => (count > 1 ? `${number.format(count)} imágenes` : 'Imagen'),
    answers: 'Responde a',
    edited: 'editado',
    more: 'Acciones del mensaje',
    yours: 'Tú',
    whisper: (name) => (name === undefined ? 'Susurro para ti' : `Susurro a ${name}`),
    sounds: { happy: 'Suena alegre', neutral: 'Suena neutro', sad: 'Suena triste' },
  },

  composer: {
    label: 'Mensaje',
    placeholder: 'Escribe algo',
    speakUp: 'Mejor escribir a todo el mundo',
    addImages: 'Añadir imágenes',
    addEmoji: 'Añadir un emoji',
    drop: 'Suelta aquí las imágenes',
    send: 'Enviar',
    hint: (breaksLine) =>
      breaksLine
        ? 'Intro empieza una línea nueva, Ctrl+Intro envía.'
        : 'Intro envía, Mayús+Intro empieza una línea nueva.',
    left: (count) => `Quedan ${counted(count, 'carácter', 'caracteres')}`,
    over: (count) => `Sobran ${counted(count, 'carácter', 'caracteres')}`,
  },

  time: (at) => clock.format(new Date(at)),
  exactTime: (at) => exact.format(new Date(at)),

  day: (at, now) => {
    const then = new Date(at);
    if (isSameDay(then, now)) return 'Hoy';
    if (isSameDay(then, dayBefore(now))) return 'Ayer';
    return then.getFullYear() === now.getFullYear() ? fullDay.format(then) : longDate.format(then);
  },

  when: (at, now) => {
    const then = new Date(at);
    return isSameDay(then, now) ? clock.format(then) : date.format(then);
  },

  line: {
    live: () => 'en directo',
    interval: () => 'a intervalos',
    offline: (unsent) => (unsent > 0 ? `esperando, ${number.format(unsent)} por enviar` : 'esperando'),
    badge: (state) => `Conexión: ${state}`,
  },
};
