import type { mailWords as English } from '../en/mail.ts';

/** The words of what goes by e-mail, in Spanish. */
export const mailWords: typeof English = {
  working: 'Un momento…',

  forgot: {
    heading: '¿Olvidaste tu contraseña?',
    text: 'Di la dirección de correo que confirmaste para tu cuenta y te enviaremos un enlace para poner una contraseña nueva.',
    email: 'Correo',
    send: 'Enviarme un enlace',
    sent: 'Si una cuenta confirmó esta dirección, un enlace va en camino. Vale una hora. Mira también en el correo no deseado.',
    back: 'Volver al inicio de sesión',
  },

  newPassword: {
    heading: 'Elige una contraseña nueva',
    text: 'Después se cerrará la sesión de tu cuenta en todos los dispositivos.',
    label: 'Contraseña nueva',
    save: 'Poner la contraseña',
  },

  confirming: {
    title: 'Confirmando tu dirección de correo',
    again: 'Intentar de nuevo',
  },

  said: {
    changed: {
      title: 'Tu contraseña está puesta',
      text: 'Donde tenías la sesión iniciada, ahora está cerrada. Iníciala con la contraseña nueva.',
      on: 'Ir al inicio de sesión',
    },
    confirmed: {
      title: 'Tu dirección de correo está confirmada',
      text: 'Cuando olvides tu contraseña, podremos enviarte un enlace para poner otra.',
      on: 'Ir al inicio',
    },
    over: {
      title: 'Este enlace ya no vale',
      text: 'Ya se usó, o pasó demasiado tiempo, o tu contraseña o tu dirección de correo cambiaron desde entonces. Pide otro.',
      on: 'Ir al inicio',
    },
    incomplete: {
      title: 'Este enlace está incompleto',
      text: 'Ábrelo otra vez desde el correo, entero.',
      on: 'Ir al inicio',
    },
  },
};
