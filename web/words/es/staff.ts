import type { staffWords as English } from '../en/staff.ts';
import { counted } from './format.ts';

/** The words of the staff's page, in Spanish. */
export const staffWords: typeof English = {
  title: 'Equipo',
  back: 'Volver a los ajustes',
  tabs: 'De qué se ocupa el equipo',
  sections: { reports: 'Denuncias', broadcasts: 'Avisos', people: 'Gente', sessions: 'Todos los chats' },
  more: 'Ver más',
  cancel: 'Cancelar',
  password: 'Tu contraseña',

  reports: {
    list: 'Denuncias',
    resolved: 'Mostrar las resueltas',
    none: 'No hay nada pendiente.',
    noneResolved: 'No se ha resuelto nada últimamente.',
    chats: { session: 'un chat', direct: 'un chat privado', public: 'una sala' },
    where: (name, kind) => (name ? `en «${name}», ${kind}` : `en ${kind}`),
    whisper: (name) => `susurrado a ${name}`,
    by: (name) => `Denunciado por ${name}`,
    gone: 'El mensaje ya no existe.',
    answer: 'Unas palabras para quien lo denunció (opcional)',
    dismiss: 'Dejarlo',
    acted: 'Se hizo algo',
    remove: {
      action: 'Quitar el mensaje…',
      question: '¿Quitar este mensaje?',
      consequence:
        'Su texto y sus imágenes desaparecen para todo el mundo; se sigue viendo que se quitó algo.',
      confirm: 'Quitarlo',
      stay: 'Conservarlo',
    },
    outcomes: { dismissed: 'Puede quedarse', removed: 'Quitado', acted: 'Se hizo algo' },
    resolvedBy: (outcome, name) => `${outcome}, por ${name}`,
    done: 'Resuelto. Quien lo denunció lo sabrá.',
  },

  broadcasts: {
    list: 'Avisos',
    none: 'Últimamente no se ha dicho nada a todo el mundo.',
    text: 'Decir a todo el mundo',
    hint: 'Está en todas las pantallas hasta que se descarta, y queda en la sala «Lobby».',
    send: {
      action: 'Decir a todo el mundo…',
      question: '¿Decir esto a todo el mundo en este servidor?',
      consequence: 'Después puedes borrarlo en la sala «Lobby».',
      confirm: 'Decir a todo el mundo',
      stay: 'Aún no',
    },
    seen: (count) => `Visto por ${counted(count, 'persona', 'personas')}`,
    viewers: 'Quién lo ha visto',
    quiet: 'Quien se guarda lo que lee se cuenta y no se nombra.',
  },

  people: {
    list: 'Gente',
    search: 'Buscar gente',
    none: 'Nadie se llama así.',
    staff: 'del equipo',
    guest: 'de visita',
    disabled: 'no puede iniciar sesión',
    seen: (when) => `última vez: ${when}`,
    never: 'sin entrar aún',
    options: (name) => `Opciones para ${name}`,
    close: 'Cerrar',
    disable: 'No dejar iniciar sesión',
    enable: 'Dejar iniciar sesión de nuevo',
    logOut: 'Cerrar todas sus sesiones',
    done: 'Hecho.',
    makeStaff: {
      action: 'Añadir al equipo…',
      question: (name) => `¿Añadir a ${name} al equipo?`,
      consequence: 'Entonces podrá hacer todo lo que tú puedes hacer aquí.',
      confirm: 'Añadir',
    },
    unmakeStaff: {
      action: 'Sacar del equipo…',
      question: (name) => `¿Sacar a ${name} del equipo?`,
      consequence: 'Conserva todo lo demás.',
      confirm: 'Sacar',
    },
    remove: {
      action: 'Borrar la cuenta…',
      question: (name) => `¿Borrar la cuenta de ${name}?`,
      consequence: 'Sus chats pasan a otras personas, sus mensajes quedan sin nombre. No se puede deshacer.',
      confirm: 'Borrarla',
    },
  },

  sessions: {
    list: 'Todos los chats',
    nameless: 'Chat sin nombre',
    kinds: { session: 'Chat', direct: 'Chat privado', public: 'Sala' },
    size: (members, messages) =>
      `${counted(members, 'miembro', 'miembros')}, ${counted(messages, 'mensaje', 'mensajes')}`,
    end: {
      action: 'Terminar…',
      label: (name) => `Terminar ${name}…`,
      question: (name) => `¿Terminar ${name}?`,
      consequence: 'Desaparece para todo el mundo, con todo lo que se dijo. No se puede deshacer.',
      confirm: 'Terminarlo',
    },
  },
};
