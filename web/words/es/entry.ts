import type { entryWords as English } from '../en/entry.ts';
import { counted } from './format.ts';

/** The words of the way in, in Spanish. */
export const entryWords: typeof English = {
  landing: {
    headline: ['Empieza un chat.', 'Envía el enlace.', 'Habla.'],
    lead: 'Elige un nombre y ya estás dentro. Sin aplicación, sin cuenta: quien tenga tu enlace puede unirse a la conversación.',
    details: 'Por debajo es simple HTTP, así que pasa por donde pasa una página web, y ',
    programs: 'curl también puede unirse',
    sample: ['¿Y no hace falta más?', 'Un enlace. Pásalo.', '¡Nos vemos dentro!'],
  },

  guest: {
    nickname: 'Apodo',
    hint: 'Así te llamarán los demás.',
    start: 'Empezar a chatear',
    join: 'Unirme al chat',
    haveAccount: 'O con una cuenta:',
    logIn: 'Iniciar sesión',
    signUp: 'Crear cuenta',
    without: 'Seguir sin cuenta',
    expired: 'Pasó mucho tiempo. Di otra vez tu nombre y sigue.',
  },

  account: {
    signUp: 'Crear cuenta',
    logIn: 'Iniciar sesión',
    haveAccount: '¿Ya tienes cuenta?',
    noAccount: '¿Es tu primera vez?',
    forgot: '¿Olvidaste tu contraseña?',
    working: 'Un momento…',
    expired: 'Tu sesión se cerró. Iníciala de nuevo y volverás a donde estabas.',
  },

  preview: {
    someone: 'Alguien',
    heading: (owner) => `${owner} te invita a chatear`,
    headingNamed: (owner, name) => `${owner} te invita a «${name}»`,
    headingRoom: (name) => `Entra en «${name}»`,
    inside: (count) => `Hay ${counted(count, 'persona', 'personas')} en este chat.`,
    open: 'Di tu nombre y ya estás dentro.',
    stopped: ({ owner, name }) => {
      const chat = name ? `«${name}»` : 'Un chat';
      return owner ? `${chat}, de ${owner.display_name}.` : `${chat}.`;
    },
    stops: {
      invite: {
        title: 'A este chat se entra solo con invitación',
        text: 'El enlace no basta. Pide una invitación personal a quien lo lleva.',
      },
      closed: {
        title: 'Este chat está cerrado',
        text: 'Ahora no entra nadie más. Pide a quien lo lleva que lo abra.',
      },
    },
    member: 'Si ya estás en él, inicia sesión.',
    unknown: 'No encontramos este chat',
    unknownHint:
      'Puede que el enlace esté incompleto, o que el chat ya no exista o sea privado. Si es uno de los tuyos, inicia sesión para abrirlo.',
    looking: 'Abriendo la invitación…',
    join: 'Unirme',
    again: 'Intentar de nuevo',
  },

  outside: {
    hint: 'No estás en este chat.',
    hintLeft: 'Saliste de este chat.',
    join: 'Unirme',
    joinAgain: 'Volver a unirme',
  },
};
