import type { settingsWords as English } from '../en/settings.ts';
import { counted } from './format.ts';

/** The words of the settings, in Spanish. */
export const settingsWords: typeof English = {
  title: 'Ajustes',
  save: 'Guardar',
  saved: 'Guardado.',
  working: 'Un momento…',
  profile: {
    heading: 'Tú',
    name: 'Nombre visible',
    nameHint: 'Lo que todo el mundo ve junto a lo que dices.',
    email: 'Correo',
    emailHint: 'Opcional. Nadie más lo ve.',
  },
  email: {
    confirmed: 'Confirmado. Cuando olvides tu contraseña, podremos enviarte un enlace para poner otra.',
    unconfirmed: 'Sin confirmar: abre el enlace del correo que te enviamos.',
    again: 'Enviarme ese correo',
    sent: 'Enviado. Mira también en el correo no deseado.',
  },
  language: { heading: 'Idioma', label: 'Idioma de esta página', asBrowser: 'Como en el navegador' },
  staff: {
    heading: 'Equipo',
    hint: 'Cuidas de este servidor: lo que se denuncia, lo que se dice a todo el mundo, la gente y los chats.',
    open: 'Abrir la página del equipo',
  },
  look: {
    heading: 'Aspecto',
    label: 'Tema',
    themes: { system: 'Como en este dispositivo', light: 'Claro', dark: 'Oscuro' },
  },
  writing: {
    heading: 'Escribir',
    label: 'Qué hace la tecla Intro',
    choices: {
      device: 'Envía; en una pantalla táctil empieza una línea nueva',
      sends: 'Envía',
      breaks: 'Empieza una línea nueva, y Ctrl+Intro envía',
    },
  },
  moods: {
    heading: 'Ánimos',
    label: 'Caras junto a los mensajes',
    choices: {
      telling: 'Las alegres y las tristes; las demás, cuando estás en el mensaje',
      always: 'Todas',
      never: 'Ninguna',
    },
  },
  receipts: {
    heading: 'Lo que has leído',
    label: 'Dejar ver lo que has leído',
    hint: 'En chats privados y en los pequeños. Sin esto tampoco lo ves de las demás personas.',
  },
  alerts: {
    heading: 'Mientras miras otra cosa',
    notify: 'Mostrar notificaciones',
    notifyHint: 'En este dispositivo, mientras esta página esté abierta. Lo que te susurran no se muestra.',
    refused:
      'Tu navegador no deja que esta página muestre notificaciones. Puedes cambiarlo en los ajustes del navegador.',
    impossible: 'Este navegador no puede mostrar notificaciones.',
    sound: 'Hacer sonar un aviso',
    soundHint: 'Dos notas cortas, cuando alguien dice algo.',
  },
  password: {
    heading: 'Contraseña',
    current: 'Contraseña actual',
    next: 'Contraseña nueva',
    change: 'Cambiar contraseña',
    changed: 'Contraseña cambiada. Donde tenías otras sesiones, ahora están cerradas.',
  },
  upgrade: {
    heading: 'Conserva tu sitio',
    text: 'Estás aquí de visita y solo en este dispositivo. Con un nombre de usuario y una contraseña puedes entrar desde cualquier parte; tus chats y lo que dijiste siguen siendo tuyos.',
    make: 'Crear una cuenta',
    made: (username) => `Ahora tienes una cuenta. Tu nombre de usuario es ${username}.`,
  },
  leaving: {
    heading: 'Cerrar sesión',
    question: { account: '¿Cerrar sesión?', guest: (name) => `¿Cerrar la sesión de ${name}?` },
    guestLoses: (name) =>
      `Estás de visita: si cierras la sesión, nadie puede volver como ${name}, y tus chats quedan fuera de tu alcance para siempre. Con una cuenta puedes volver a entrar desde cualquier parte.`,
    unsent: (count) =>
      `Se ${count === 1 ? 'perderá' : 'perderán'} ${counted(count, 'mensaje', 'mensajes')} sin enviar.`,
    makeAccount: 'Crear una cuenta',
    stay: 'Quedarme',
    guest:
      'Quien está de visita y cierra la sesión no puede volver. Crea una cuenta para conservar tu sitio.',
    everywhere: 'Cerrar sesión en todas partes',
    everywhereHint: 'En todas partes es en cada dispositivo, también en este.',
  },
  deletion: {
    heading: 'Borrar la cuenta',
    headingGuest: 'Irte para siempre',
    question: { account: '¿Borrar tu cuenta?', guest: '¿Irte para siempre?' },
    consequence:
      'Sales de todos los chats, y tu nombre y tu imagen desaparecen para siempre. Lo que dijiste se queda allí, como de una cuenta borrada. Los chats que llevas pasan a otra persona de ellos. No se puede deshacer.',
    guestLoses: (name) =>
      `Sales de todos los chats, nadie puede volver como ${name}, y lo que te susurraron o te escribieron solo a ti queda fuera de tu alcance. Lo que dijiste se queda, como de una cuenta borrada. Con una cuenta puedes irte y volver.`,
    confirm: 'Borrar para siempre',
    keep: 'Conservarla',
  },

  blocks: {
    heading: 'Personas bloqueadas',
    list: 'Personas bloqueadas',
    hint: 'No pueden escribirte a solas ni añadirte a un chat. Lo que dicen a todo el mundo lo sigues viendo.',
    none: 'No has bloqueado a nadie.',
    more: 'Ver más personas',
  },
};
